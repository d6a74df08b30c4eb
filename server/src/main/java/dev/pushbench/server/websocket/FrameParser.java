package dev.pushbench.server.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Frames from a client, in whatever pieces they come (RFC 6455, section 5): masks, lengths, fragments, control frames
 * between fragments, UTF-8, limits. Memory grows with what has arrived, never with what a header claims.
 */
public final class FrameParser {
    /** What came, whole and unmasked. */
    public interface Listener {
        /** A message, put together from its fragments. */
        void message(byte[] payload);

        void ping(byte[] payload);

        /** The client closes; {@link CloseCode#NONE} where it named no code. */
        void close(int code);
    }

    private static final int MASK_BYTES = 4;

    private final Listener listener;
    private final int mostMessageBytes;
    private final ByteBuffer header = ByteBuffer.allocate(14);
    private final Unmasked message = new Unmasked();
    private final Unmasked control = new Unmasked();

    private int headerBytes = 2;
    private long payloadLeft = -1;
    private int maskKey;
    private int messageOpcode = Frames.CONTINUATION;

    public FrameParser(Listener listener, int mostMessageBytes) {
        this.listener = listener;
        this.mostMessageBytes = mostMessageBytes;
    }

    /** Takes all bytes of the buffer. */
    public void read(ByteBuffer in) throws ProtocolViolation {
        while (in.hasRemaining()) {
            if (payloadLeft < 0) {
                readHeader(in);
            } else {
                readPayload(in);
            }
            if (payloadLeft == 0) {
                endFrame();
            }
        }
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
            boolean data = opcode() < Frames.CLOSE;
            if (data && payloadLeft > mostMessageBytes - message.size()) {
                throw new ProtocolViolation(CloseCode.TOO_BIG, "a message has at most " + mostMessageBytes + " bytes");
            }
        }
    }

    private void checkStart() throws ProtocolViolation {
        int opcode = opcode();
        check((header.get(0) & 0x70) == 0, "reserved bits are set, and no extension was agreed on");
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

    private void readPayload(ByteBuffer in) {
        Unmasked into = opcode() < Frames.CLOSE ? message : control;
        int bytes = (int) Math.min(payloadLeft, in.remaining());
        into.append(in, bytes, maskKey);
        maskKey = Integer.rotateLeft(maskKey, 8 * bytes); // the next piece goes on with the next byte of the mask
        payloadLeft -= bytes;
    }

    private void endFrame() throws ProtocolViolation {
        int opcode = opcode();
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
        }
        if (whole) {
            byte[] payload = message.take();
            boolean text = messageOpcode == Frames.TEXT;
            messageOpcode = Frames.CONTINUATION;
            if (text) {
                checkUtf8(ByteBuffer.wrap(payload));
            }
            listener.message(payload);
        }
    }

    private void endControl(int opcode, byte[] payload) throws ProtocolViolation {
        if (opcode == Frames.PING) {
            listener.ping(payload);
        } else if (opcode == Frames.CLOSE) {
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
        checkUtf8(payload);
        return code;
    }

    private static void checkUtf8(ByteBuffer text) throws ProtocolViolation {
        if (isAscii(text)) {
            return; // most is, and it needs no decoder
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(text);
        } catch (CharacterCodingException e) {
            throw new ProtocolViolation(CloseCode.INVALID_DATA, "text is UTF-8");
        }
    }

    private static boolean isAscii(ByteBuffer text) {
        for (int i = text.position(); i < text.limit(); i++) {
            if (text.get(i) < 0) {
                return false;
            }
        }
        return true;
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
