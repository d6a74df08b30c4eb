package dev.pushbench.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What follows the two numbers in the text of an event, from the quote after {@code due} to the last brace: the same bytes in
 * every event with the same data. A reader compares what arrives with it, whole or in pieces, so that a changed payload is seen.
 *
 * <p>Nothing is allocated by a comparison. For one thread.
 */
public final class EventTail {
    /** Of events whose data are not known: everything is accepted. */
    public static final EventTail UNKNOWN = new EventTail(ByteBuffer.allocate(0));

    /** From this length on the vectorized comparison is faster, although it needs positions and limits to be set. */
    private static final int LONG_BYTES = 1024;

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer tail;

    private EventTail(ByteBuffer tail) {
        this.tail = tail;
    }

    /**
     * The tail of events with these data.
     *
     * @param escapedData as in {@link EventFormat#event}
     */
    public static EventTail of(byte[] escapedData) {
        byte[] event = EventFormat.event(1, 0, escapedData);
        ByteBuffer tail = ByteBuffer.allocateDirect(event.length - EventFormat.TAIL_OFFSET);
        return new EventTail(tail.put(0, event, EventFormat.TAIL_OFFSET, tail.capacity()));
    }

    /**
     * Whether an event ends in this tail and has nothing more.
     *
     * @param text holds the whole event; its position and limit are used, and set back
     * @param start index of the event's first byte
     * @param lengthBytes of the whole event
     */
    public boolean endsEvent(ByteBuffer text, int start, int lengthBytes) {
        return this == UNKNOWN
                || (isLengthOfEvent(lengthBytes) && isSame(text, start + EventFormat.TAIL_OFFSET, 0, tail.capacity()));
    }

    /** Whether an event with this tail has that length. */
    public boolean isLengthOfEvent(int lengthBytes) {
        return this == UNKNOWN || lengthBytes == EventFormat.TAIL_OFFSET + tail.capacity();
    }

    /**
     * Whether a piece of an event agrees with this tail. What lies before the tail is not looked at.
     *
     * @param text holds the piece; its position and limit are used, and set back
     * @param from index of the piece's first byte
     * @param to index after its last
     * @param offset of the piece's first byte in the event, at least 0
     */
    public boolean hasPiece(ByteBuffer text, int from, int to, int offset) {
        int before = Math.max(0, EventFormat.TAIL_OFFSET - offset);
        int lengthBytes = to - from - before;
        if (this == UNKNOWN || lengthBytes <= 0) {
            return true;
        }
        int tailFrom = offset + before - EventFormat.TAIL_OFFSET;
        return lengthBytes <= tail.capacity() - tailFrom && isSame(text, from + before, tailFrom, lengthBytes);
    }

    private boolean isSame(ByteBuffer text, int from, int tailFrom, int lengthBytes) {
        return lengthBytes < LONG_BYTES
                ? isSameByLongs(text, from, tailFrom, lengthBytes)
                : isSameVectorized(text, from, tailFrom, lengthBytes);
    }

    private boolean isSameByLongs(ByteBuffer text, int from, int tailFrom, int lengthBytes) {
        int whole = lengthBytes & -Long.BYTES;
        for (int i = 0; i < whole; i += Long.BYTES) {
            if ((long) LONGS.get(text, from + i) != (long) LONGS.get(tail, tailFrom + i)) {
                return false;
            }
        }
        for (int i = whole; i < lengthBytes; i++) {
            if (text.get(from + i) != tail.get(tailFrom + i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSameVectorized(ByteBuffer text, int from, int tailFrom, int lengthBytes) {
        int position = text.position();
        int limit = text.limit();
        try {
            tail.limit(tailFrom + lengthBytes).position(tailFrom);
            return text.limit(from + lengthBytes).position(from).mismatch(tail) < 0;
        } finally {
            text.limit(limit).position(position);
            tail.clear();
        }
    }
}
