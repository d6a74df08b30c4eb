package dev.pushbench.client.measure;

/**
 * The slots that the events of one room have in the {@link PublishTimes}: number n of the room has slot {@code base + n}.
 *
 * @param room its number among the trial's rooms, from 0
 * @param base at least 0
 * @param events how many the room gets at most; at least 0
 */
public record RoomSlots(int room, long base, long events) {
    /** Of the only room, however many events it gets. */
    public static final RoomSlots ALL = new RoomSlots(0, 0, Long.MAX_VALUE);

    /** No slot: nothing was published there. */
    static final long NONE = 0;

    public RoomSlots {
        if (room < 0 || base < 0 || events < 0 || base + events < 0) {
            throw new IllegalArgumentException("not the slots of a room: " + events + " after " + base);
        }
    }

    /**
     * The slot of an event, or {@link #NONE} where the room gets no such event.
     *
     * @param number of the event in its room, whatever a server says
     */
    long slot(long number) {
        return number < 1 || number > events ? NONE : base + number;
    }
}
