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

    static final int MOST_CONTROL_BYTES = 125;

    private static final int FINAL = 0x80;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;

    private Frames() {}

    static byte[] frame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(10 + payload.length);
        frame.put((byte) (FINAL | opcode));
        if (payload.length <= MOST_CONTROL_BYTES) {
            frame.put((byte) payload.length);
        } else if (payload.length <= 0xFFFF) {
            frame.put((byte) LENGTH_IN_2_BYTES).putShort((short) payload.length);
        } else {
            frame.put((byte) LENGTH_IN_8_BYTES).putLong(payload.length);
        }
        frame.put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
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
