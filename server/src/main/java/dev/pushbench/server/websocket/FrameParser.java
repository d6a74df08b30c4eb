package dev.pushbench.server.websocket;

import dev.pushbench.protocol.Utf8Check;
import java.nio.ByteBuffer;

/**
 * Frames from a client, in whatever pieces they come (RFC 6455, section 5): masks, lengths, fragments, control frames
 * between fragments, UTF-8, limits. Memory grows with what has arrived, never with what a header claims, and what is wrong is
 * told with the byte that makes it so, not at the end of its frame.
 */
public final class FrameParser {
    /** What came, whole and unmasked. */
    public interface Listener {
        /**
         * A message, put together from its fragments.
         *
         * @param text whether it came as text, and is UTF-8; else it is binary
         * @throws ProtocolViolation where it is more than its receiver takes: the connection is to be closed with that code
         */
        void message(byte[] payload, boolean text) throws ProtocolViolation;

        void ping(byte[] payload);

        /** The client closes; {@link CloseCode#NONE} where it named no code. */
        void close(int code);
    }

    private static final int MASK_BYTES = 4;

    private final Listener listener;
    private final int mostFrameBytes;
    private final int mostMessageBytes;
    private final boolean deflate;
    private final ByteBuffer header = ByteBuffer.allocate(14);
    private final Unmasked message = new Unmasked();
    private final Unmasked control = new Unmasked();
    private final Utf8Check utf8 = new Utf8Check();

    private int headerBytes = 2;
    private long payloadLeft = -1;
    private int maskKey;
    private int messageOpcode = Frames.CONTINUATION;
    private boolean messageCompressed;
    private boolean closed;

    /** With a message's bound as that of a frame as well. */
    public FrameParser(Listener listener, int mostMessageBytes) {
        this(listener, mostMessageBytes, mostMessageBytes, false);
    }

    /**
     * A parser whose connection is closed with 1009 beyond either bound.
     *
     * @param mostFrameBytes of a data frame's payload
     * @param mostMessageBytes of a message, all its fragments together, also once it is restored
     * @param deflate whether messages may be compressed (RFC 7692)
     */
    FrameParser(Listener listener, int mostFrameBytes, int mostMessageBytes, boolean deflate) {
        this.listener = listener;
        this.mostFrameBytes = mostFrameBytes;
        this.mostMessageBytes = mostMessageBytes;
        this.deflate = deflate;
    }

    /** Takes all bytes of the buffer; those behind a close frame mean nothing any more (section 1.4). */
    public void read(ByteBuffer in) throws ProtocolViolation {
        while (in.hasRemaining() && !closed) {
            if (payloadLeft < 0) {
                readHeader(in);
            } else {
                readPayload(in);
            }
            if (payloadLeft == 0) {
                endFrame();
            }
        }
        in.position(in.limit());
    }

    /** Whether it knows nothing: no frame or message has begun that is not over. A new parser would read on as well. */
    boolean isBetweenMessages() {
        return !closed && header.position() == 0 && messageOpcode == Frames.CONTINUATION;
    }

    /** Bytes kept of a message that is not whole yet. */
    int heldBytes() {
        return message.capacity();
    }

    private void readHeader(ByteBuffer in) throws ProtocolViolation {
        while (in.hasRemaining() && header.position() < headerBytes) {
            header.put(in.get());
            if (header.position() == 2) {
                headerBytes = 2 + lengthBytes() + MASK_BYTES;
                checkStart();
            }
        }
        if (header.position() == headerBytes) {
            payloadLeft = payloadLength();
            maskKey = header.getInt(headerBytes - MASK_BYTES);
            if (opcode() < Frames.CLOSE) {
                checkSize();
            }
        }
    }

    private void checkSize() throws ProtocolViolation {
        if (payloadLeft > mostFrameBytes) {
            throw new ProtocolViolation(CloseCode.TOO_BIG, "a frame has at most " + mostFrameBytes + " bytes");
        }
        if (payloadLeft > mostMessageBytes - message.size()) {
            throw new ProtocolViolation(CloseCode.TOO_BIG, "a message has at most " + mostMessageBytes + " bytes");
        }
    }

    private void checkStart() throws ProtocolViolation {
        int opcode = opcode();
        boolean mayBeCompressed = deflate && (opcode == Frames.TEXT || opcode == Frames.BINARY);
        int reserved = header.get(0) & (mayBeCompressed ? 0x30 : 0x70);
        check(reserved == 0, "reserved bits are set, and no extension was agreed on that has a meaning for them here");
        check((header.get(1) & 0x80) != 0, "a client masks its frames");
        if (opcode >= Frames.CLOSE) {
            check(opcode <= Frames.PONG, "opcode " + opcode + " is reserved");
            check(isFinal(), "control frames are not fragmented");
            check((header.get(1) & 0x7F) <= Frames.MOST_CONTROL_BYTES, "a control frame has at most 125 bytes");
        } else {
            check(opcode <= Frames.BINARY, "opcode " + opcode + " is reserved");
            boolean first = opcode != Frames.CONTINUATION;
            boolean begun = messageOpcode != Frames.CONTINUATION;
            check(first != begun, first ? "a message began inside another" : "nothing to be continued");
        }
    }

    private int lengthBytes() {
        int length = header.get(1) & 0x7F;
        return length < 126 ? 0 : length == 126 ? 2 : 8;
    }

    private long payloadLength() throws ProtocolViolation {
        return switch (lengthBytes()) {
            case 0 -> header.get(1) & 0x7F;
            case 2 -> least(header.getShort(2) & 0xFFFF, 126);
            default -> least(header.getLong(2), 0x10000);
        };
    }

    private static long least(long length, long least) throws ProtocolViolation {
        check(length >= least, "a length is in its shortest form, and below 2^63");
        return length;
    }

    private void readPayload(ByteBuffer in) throws ProtocolViolation {
        boolean data = opcode() < Frames.CLOSE;
        Unmasked into = data ? message : control;
        int bytes = (int) Math.min(payloadLeft, in.remaining());
        into.append(in, bytes, maskKey);
        maskKey = Integer.rotateLeft(maskKey, 8 * bytes); // the next piece goes on with the next byte of the mask
        payloadLeft -= bytes;
        if (data && isText() && !isCompressed()) {
            checkUtf8(message.isAccepted(utf8, message.size() - bytes));
        }
    }

    /** Of the current data frame, which may go on with a message that began as text. */
    private boolean isText() {
        return opcode() == Frames.TEXT || messageOpcode == Frames.TEXT;
    }

    /** Likewise. */
    private boolean isCompressed() {
        return opcode() == Frames.CONTINUATION ? messageCompressed : (header.get(0) & Frames.COMPRESSED) != 0;
    }

    private void endFrame() throws ProtocolViolation {
        int opcode = opcode();
        boolean compressed = isCompressed();
        boolean whole = isFinal();
        header.clear();
        headerBytes = 2;
        payloadLeft = -1;
        if (opcode >= Frames.CLOSE) {
            endControl(opcode, control.take());
            return;
        }
        if (opcode != Frames.CONTINUATION) {
            messageOpcode = opcode;
            messageCompressed = compressed;
        }
        if (whole) {
            endMessage();
        }
    }

    private void endMessage() throws ProtocolViolation {
        boolean text = messageOpcode == Frames.TEXT;
        messageOpcode = Frames.CONTINUATION;
        byte[] payload = message.take();
        if (messageCompressed) {
            payload = Deflation.ofThread().inflated(payload, mostMessageBytes);
            checkUtf8(!text || utf8.accepts(payload, 0, payload.length));
        }
        checkUtf8(utf8.isComplete());
        listener.message(payload, text);
    }

    private void endControl(int opcode, byte[] payload) throws ProtocolViolation {
        if (opcode == Frames.PING) {
            listener.ping(payload);
        } else if (opcode == Frames.CLOSE) {
            closed = true;
            listener.close(closeCode(ByteBuffer.wrap(payload)));
        }
    }

    private static int closeCode(ByteBuffer payload) throws ProtocolViolation {
        if (!payload.hasRemaining()) {
            return CloseCode.NONE;
        }
        check(payload.remaining() >= 2, "a close code has two bytes");
        int code = payload.getShort() & 0xFFFF;
        check(CloseCode.maySend(code), "close code " + code + " is not to be sent");
        Utf8Check reason = new Utf8Check();
        checkUtf8(reason.accepts(payload, payload.position(), payload.limit()) && reason.isComplete());
        return code;
    }

    private static void checkUtf8(boolean holds) throws ProtocolViolation {
        if (!holds) {
            throw new ProtocolViolation(CloseCode.INVALID_DATA, "text is UTF-8");
        }
    }

    private int opcode() {
        return header.get(0) & 0x0F;
    }

    private boolean isFinal() {
        return (header.get(0) & 0x80) != 0;
    }

    private static void check(boolean holds, String reason) throws ProtocolViolation {
        if (!holds) {
            throw new ProtocolViolation(CloseCode.PROTOCOL_ERROR, reason);
        }
    }
}
