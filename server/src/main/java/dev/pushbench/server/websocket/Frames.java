package dev.pushbench.server.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Whole unmasked frames as a server sends them (RFC 6455, section 5.2). */
final class Frames {
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    /** The first reserved bit: on a message's first frame, that it is compressed (RFC 7692, section 6). */
    static final int COMPRESSED = 0x40;

    static final int MOST_CONTROL_BYTES = 125;

    private static final int FINAL = 0x80;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;

    private Frames() {}

    /** @param opcode perhaps with {@link #COMPRESSED} */
    static byte[] frame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(headerBytes(payload.length) + payload.length);
        frame.put((byte) (FINAL | opcode));
        switch (headerBytes(payload.length)) {
            case 2 -> frame.put((byte) payload.length);
            case 4 -> frame.put((byte) LENGTH_IN_2_BYTES).putShort((short) payload.length);
            default -> frame.put((byte) LENGTH_IN_8_BYTES).putLong(payload.length);
        }
        return frame.put(payload).array();
    }

    private static int headerBytes(int payloadBytes) {
        return payloadBytes <= MOST_CONTROL_BYTES ? 2 : payloadBytes <= 0xFFFF ? 4 : 10;
    }

    /** A close frame; a reason beyond what a control frame holds is cut. */
    static byte[] close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
        int length = Math.min(text.length, MOST_CONTROL_BYTES - 2);
        byte[] payload = ByteBuffer.allocate(2 + length)
                .putShort((short) code)
                .put(text, 0, length)
                .array();
        return frame(CLOSE, payload);
    }
}
