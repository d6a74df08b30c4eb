package dev.pushbench.client.websocket;

import dev.pushbench.client.http.EventStart;
import dev.pushbench.protocol.EventTail;
import dev.pushbench.protocol.Utf8Check;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames that a server sends (RFC 6455, section 5.2).
 *
 * <p>A <em>plain</em> frame is a whole message: text or binary, FIN set, no reserved bit, not masked, and not between the
 * fragments of another message. Where it lies whole in the buffer it is told in place; otherwise its start is kept, never
 * its payload. Text is checked to be UTF-8 (section 8.1) as it comes. Every other frame — control, fragment, masked, reserved —
 * is collected whole for someone who knows the protocol. Nothing is allocated per plain frame. For one thread.
 *
 * <pre>
 *  0                   1                   2                   3
 * |F|R|R|R| opcode|M| length (7)  | longer length (16 where 126, or 64 where 127) | mask key (32 where M) | payload |
 * </pre>
 */
public final class FrameReader {
    /** Most bytes of a payload, where nothing else is said. */
    public static final int DEFAULT_MAX_FRAME_BYTES = 1 << 20;

    private static final int MOST_HEADER_BYTES = 14;
    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0f;
    private static final int MASKED = 0x80;
    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final ByteBuffer NOT_YET_NEEDED = ByteBuffer.allocate(0);

    private final Listener listener;
    private final int maxFrameBytes;
    private final EventStart plainStart = new EventStart();
    private final Utf8Check utf8 = new Utf8Check();

    /** The bytes of a header that was cut. */
    private ByteBuffer header = NOT_YET_NEEDED;
    /** Bytes of the current frame so far. */
    private int frameBytes;
    /** Of the current frame; 0 until its header is read. */
    private int headerBytes;

    private int payloadBytes;
    private int opcode;
    /** The current frame, once its header is read; null where it is plain. */
    private @Nullable ByteBuffer other;
    /** Whether a message has begun in fragments and not ended. */
    private boolean fragmented;

    /** Is told of frames, in order. Must not call the reader. */
    public interface Listener {
        /**
         * A plain frame: a whole message.
         *
         * @param bytes holds the whole payload; valid during the call only
         * @param payloadStart index of the payload's first byte
         * @param payloadBytes of the whole payload; the frame has {@code headerBytes} more
         * @param opcode 1 text, 2 binary
         */
        void message(ByteBuffer bytes, int payloadStart, int payloadBytes, int headerBytes, int opcode);

        /** The same of a frame whose payload came in pieces, which were compared with the {@link #tail} as they came. */
        default void message(EventStart payload, int headerBytes, int opcode) {
            message(payload.text(), 0, payload.lengthBytes(), headerBytes, opcode);
        }

        /** How a payload that is an event is expected to end. */
        default EventTail tail() {
            return EventTail.UNKNOWN;
        }

        /**
         * Any other frame.
         *
         * @param wholeFrame header and payload: on the heap, from {@code array()[0]}, position 0, limit at its end; the
         *     listener's to keep
         */
        void otherFrame(ByteBuffer wholeFrame);
    }

    public FrameReader(Listener listener) {
        this(listener, DEFAULT_MAX_FRAME_BYTES);
    }

    /**
     * A reader with a bound of its own.
     *
     * @param maxFrameBytes a frame with more payload than this is refused; at least 0
     */
    public FrameReader(Listener listener, int maxFrameBytes) {
        if (maxFrameBytes < 0 || maxFrameBytes > Integer.MAX_VALUE - MOST_HEADER_BYTES) {
            throw new IllegalArgumentException("not a limit of a frame: " + maxFrameBytes);
        }
        this.listener = listener;
        this.maxFrameBytes = maxFrameBytes;
    }

    /**
     * Reads all that remains in {@code in}.
     *
     * @throws MalformedFrame where a length is not as the protocol asks, or above the limit, or a plain text is not UTF-8; the
     *     reader is then of no more use
     */
    public void read(ByteBuffer in) {
        int position = in.position();
        int limit = in.limit();
        while (position < limit) {
            position = frameBytes == 0 ? startFrame(in, position, limit) : continueFrame(in, position, limit);
        }
        in.position(limit);
    }

    /** Bytes read of a frame that is not whole yet, and that nothing was told of. */
    public int unfinishedBytes() {
        return frameBytes;
    }

    private int startFrame(ByteBuffer in, int from, int limit) {
        int bytes = headerBytes(in, from, limit);
        if (bytes > limit - from) {
            return cutHeader(in, from, limit);
        }
        int first = in.get(from);
        int payload = payloadBytes(in, from);
        int end = from + bytes + payload;
        if (end <= limit && isPlain(first, in.get(from + 1))) {
            checkText(first & OPCODE, in, from + bytes, end, true);
            listener.message(in, from + bytes, payload, bytes, first & OPCODE);
            return end;
        }
        beginFrame(in, from, bytes, payload);
        return from + bytes;
    }

    private int continueFrame(ByteBuffer in, int from, int limit) {
        if (headerBytes == 0) {
            return cutHeader(in, from, limit);
        }
        int bytes = Math.min(limit - from, headerBytes + payloadBytes - frameBytes);
        addPayload(in, from, from + bytes);
        return from + bytes;
    }

    /** Takes bytes of a header until it is whole. */
    private int cutHeader(ByteBuffer in, int from, int limit) {
        if (header.capacity() == 0) {
            header = ByteBuffer.allocate(MOST_HEADER_BYTES);
        }
        int i = from;
        while (i < limit && (frameBytes < 2 || frameBytes < headerBytes(header, 0, frameBytes))) {
            header.put(frameBytes, in.get(i));
            frameBytes++;
            i++;
        }
        int bytes = headerBytes(header, 0, frameBytes);
        if (frameBytes == bytes) {
            beginFrame(header, 0, bytes, payloadBytes(header, 0));
        }
        return i;
    }

    /** Goes on to the payload of a frame that is not told in place; an empty one ends here. */
    private void beginFrame(ByteBuffer in, int start, int bytes, int payload) {
        int first = in.get(start);
        headerBytes = bytes;
        frameBytes = bytes;
        payloadBytes = payload;
        opcode = first & OPCODE;
        if (!isPlain(first, in.get(start + 1))) {
            other = ByteBuffer.allocate(bytes + payload).put(0, in, start, bytes);
            followFragments(first);
        }
        if (payload == 0) {
            endFrame();
        }
    }

    private void addPayload(ByteBuffer in, int from, int to) {
        if (other == null) {
            checkText(opcode, in, from, to, frameBytes + to - from == headerBytes + payloadBytes);
            plainStart.append(in, from, to, listener.tail());
        } else {
            other.put(frameBytes, in, from, to - from);
        }
        frameBytes += to - from;
        if (frameBytes == headerBytes + payloadBytes) {
            endFrame();
        }
    }

    private void endFrame() {
        ByteBuffer whole = other;
        int bytes = headerBytes;
        other = null;
        frameBytes = 0;
        headerBytes = 0;
        if (whole == null) {
            listener.message(plainStart, bytes, opcode);
            plainStart.clear();
        } else {
            listener.otherFrame(whole);
        }
    }

    private void checkText(int type, ByteBuffer in, int from, int to, boolean whole) {
        if (type == TEXT && !(utf8.accepts(in, from, to) && (!whole || utf8.isComplete()))) {
            throw MalformedFrame.notText();
        }
    }

    private boolean isPlain(int first, int second) {
        int type = first & OPCODE;
        return (first & (FIN | RESERVED)) == FIN
                && (type == TEXT || type == BINARY)
                && (second & MASKED) == 0
                && !fragmented;
    }

    /** Fragments: the first has the message's opcode and no FIN, the last is a continuation with FIN (section 5.4). */
    private void followFragments(int first) {
        int type = first & OPCODE;
        boolean last = (first & FIN) != 0;
        if (type == CONTINUATION && last) {
            fragmented = false;
        } else if ((type == TEXT || type == BINARY) && !last) {
            fragmented = true;
        }
    }

    /** Bytes of the header that starts at {@code from}; 2 where so few are at hand that only that is sure. */
    private static int headerBytes(ByteBuffer in, int from, int limit) {
        if (limit - from < 2) {
            return 2;
        }
        int second = in.get(from + 1);
        int length = second & ~MASKED & 0xff;
        int lengthBytes = length == 127 ? 8 : length == 126 ? 2 : 0;
        return 2 + lengthBytes + ((second & MASKED) == 0 ? 0 : 4);
    }

    /** The payload length that the whole header at {@code start} declares, checked. */
    private int payloadBytes(ByteBuffer in, int start) {
        int length = in.get(start + 1) & 0x7f;
        long declared = length;
        if (length == 126) {
            declared = unsigned(in, start + 2, 2);
            requireMinimal(declared > 125, declared, 16);
        } else if (length == 127) {
            declared = unsigned(in, start + 2, 8);
            if (declared < 0) {
                throw new MalformedFrame("frame length has its highest bit set: 0x" + Long.toHexString(declared));
            }
            requireMinimal(declared > 0xffff, declared, 64);
        }
        if (declared > maxFrameBytes) {
            throw new MalformedFrame("frame of " + declared + " bytes, more than " + maxFrameBytes);
        }
        return (int) declared;
    }

    private static void requireMinimal(boolean minimal, long length, int bits) {
        if (!minimal) {
            throw new MalformedFrame("frame length " + length + " is written in " + bits + " bits, not the fewest");
        }
    }

    /** Big-endian, whatever order the buffer is set to. */
    private static long unsigned(ByteBuffer in, int start, int bytes) {
        long number = 0;
        for (int i = start; i < start + bytes; i++) {
            number = number << 8 | (in.get(i) & 0xff);
        }
        return number;
    }
}
