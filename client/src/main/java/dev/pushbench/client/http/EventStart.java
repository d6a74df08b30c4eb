package dev.pushbench.client.http;

import dev.pushbench.protocol.EventFormat;
import java.nio.ByteBuffer;

/**
 * Holds the start of an event's text that is spread over several reads: the first {@link EventFormat#HEAD_BYTES}, and the
 * count of all. Its memory is allocated at first use and then kept.
 */
public final class EventStart {
    private static final ByteBuffer NOT_YET_NEEDED = ByteBuffer.allocate(0);

    private ByteBuffer kept = NOT_YET_NEEDED;
    private int lengthBytes;

    /** Takes the next bytes of the text, {@code from} to before {@code to}. */
    public void append(ByteBuffer bytes, int from, int to) {
        if (kept.capacity() == 0) {
            kept = ByteBuffer.allocate(EventFormat.HEAD_BYTES);
        }
        int fitting = Math.min(to - from, EventFormat.HEAD_BYTES - lengthBytes);
        if (fitting > 0) {
            kept.put(lengthBytes, bytes, from, fitting);
        }
        lengthBytes += to - from;
    }

    /** The kept bytes, from index 0. */
    public ByteBuffer text() {
        return kept;
    }

    /** Bytes appended since the last {@link #clear()}, kept or not. */
    public int lengthBytes() {
        return lengthBytes;
    }

    public void clear() {
        lengthBytes = 0;
    }
}
