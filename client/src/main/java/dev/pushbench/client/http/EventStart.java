package dev.pushbench.client.http;

import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.EventTail;
import java.nio.ByteBuffer;

/**
 * Holds the start of an event's text that is spread over several reads: the first {@link EventFormat#HEAD_BYTES}, the
 * count of all, and whether the rest was as expected. Its memory is allocated at first use and then kept.
 */
public final class EventStart {
    private static final ByteBuffer NOT_YET_NEEDED = ByteBuffer.allocate(0);

    private ByteBuffer kept = NOT_YET_NEEDED;
    private int lengthBytes;
    private boolean differs;

    /**
     * Takes the next bytes of the text, {@code from} to before {@code to}.
     *
     * @param tail how the text ends if it is an event
     */
    public void append(ByteBuffer bytes, int from, int to, EventTail tail) {
        if (kept.capacity() == 0) {
            kept = ByteBuffer.allocate(EventFormat.HEAD_BYTES);
        }
        int fitting = Math.min(to - from, EventFormat.HEAD_BYTES - lengthBytes);
        if (fitting > 0) {
            kept.put(lengthBytes, bytes, from, fitting);
        }
        differs |= !tail.hasPiece(bytes, from, to, lengthBytes);
        lengthBytes += to - from;
    }

    /** Whether all bytes appended so far agree with the tail that they were compared with. */
    public boolean hasTail() {
        return !differs;
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
        differs = false;
    }
}
