package dev.pushbench.server.room;

/**
 * How much of its past a room keeps; beyond either bound the oldest events go.
 *
 * @param events at least 1
 * @param bytes of event text, at least 1; the newest event is kept even if it alone is larger
 */
public record Retention(int events, long bytes) {
    public Retention {
        if (events < 1 || events > 1 << 24) {
            throw new IllegalArgumentException("retention must be 1 to 16777216 events, not " + events);
        }
        if (bytes < 1) {
            throw new IllegalArgumentException("retention must be at least 1 byte, not " + bytes);
        }
    }
}
