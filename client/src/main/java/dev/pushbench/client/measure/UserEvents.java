package dev.pushbench.client.measure;

/**
 * Which of the events that users publish an arrival is. The server numbers the events of several authors in the order in which it takes them,
 * so a number alone says nothing: an event is known by its due instant. For the thread of one loop.
 */
public interface UserEvents {
    /** The slot in the {@link PublishTimes} of an event, by its number among all of the trial from 0. */
    static long slot(long event) {
        return event + 1;
    }

    /**
     * The slot of the event that arrives; that of the event which has this number by the schedule, where no published event of the
     * room that has no number yet is due at the instant; 0 where the room cannot have so many events yet.
     *
     * @param room slots of its events by their numbers
     * @param number as the server says, at least 1
     * @param dueNanos as the event says
     * @param nowNanos when it arrived
     */
    long slot(RoomSlots room, long number, long dueNanos, long nowNanos);

    /** Whether an event of the room can have this number by now. */
    boolean isPublished(RoomSlots room, long number, long nowNanos);
}
