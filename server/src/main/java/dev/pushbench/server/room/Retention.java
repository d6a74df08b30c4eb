package dev.pushbench.server.room;

/**
 * How much of its past a room keeps; beyond either bound the oldest events go.
 *
 * @param events at least 1
 * @param bytes of event text, at least 1; the newest event is kept even if it alone is larger
 * @param bytesOfAll that all rooms of a server keep together, at least 1, what is kept with each event included: where they are used up a
 *     room's oldest events go sooner, and an event for which there is no space even then is refused
 */
public record Retention(int events, long bytes, long bytesOfAll) {
    /** Of each event there may be a form for each technique beside its text, in memory that may be as large as the heap. */
    private static final int PART_OF_HEAP = 8;

    /** Of rooms that together keep an eighth of the heap at most. */
    public Retention(int events, long bytes) {
        this(events, bytes, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    public Retention {
        if (events < 1 || events > 1 << 24) {
            throw new IllegalArgumentException("retention must be 1 to 16777216 events, not " + events);
        }
        if (bytes < 1) {
            throw new IllegalArgumentException("retention must be at least 1 byte, not " + bytes);
        }
        if (bytesOfAll < 1) {
            throw new IllegalArgumentException("retention of all rooms must be at least 1 byte, not " + bytesOfAll);
        }
    }
}
