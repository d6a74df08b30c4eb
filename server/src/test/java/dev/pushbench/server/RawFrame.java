package dev.pushbench.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Frames as a client sends them, right and wrong. */
final class RawFrame {
    private static final byte[] MASK = {(byte) 0x9A, 0x01, (byte) 0xFE, 0x70};

    private RawFrame() {}

    /** A masked frame: {@code first} is its whole first byte, with FIN, reserved bits and opcode. */
    static byte[] frame(int first, byte[] payload) {
        byte[] header = header(first, payload.length);
        byte[] frame = Arrays.copyOf(header, header.length + payload.length);
        for (int i = 0; i < payload.length; i++) {
            frame[header.length + i] = (byte) (payload[i] ^ MASK[i % MASK.length]);
        }
        return frame;
    }

    static byte[] frame(int first, String payload) {
        return frame(first, payload.getBytes(UTF_8));
    }

    /** The header of a masked frame that claims so much payload, in the fewest bytes. */
    static byte[] header(int first, long payloadBytes) {
        ByteBuffer header = ByteBuffer.allocate(14).put((byte) first);
        if (payloadBytes < 126) {
            header.put((byte) (0x80 | payloadBytes));
        } else if (payloadBytes < 0x10000) {
            header.put((byte) 0xFE).putShort((short) payloadBytes);
        } else {
            header.put((byte) 0xFF).putLong(payloadBytes);
        }
        header.put(MASK);
        return Arrays.copyOf(header.array(), header.position());
    }

    /** A message in fragments of so many bytes each. */
    static byte[] fragments(int opcode, byte[] payload, int each) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int from = 0; from < payload.length; from += each) {
            int to = Math.min(payload.length, from + each);
            int first = (from == 0 ? opcode : 0) | (to == payload.length ? 0x80 : 0);
            frames.writeBytes(frame(first, Arrays.copyOfRange(payload, from, to)));
        }
        return frames.toByteArray();
    }

    static byte[] close(int code, String reason) {
        byte[] text = reason.getBytes(UTF_8);
        return frame(
                0x88,
                ByteBuffer.allocate(2 + text.length)
                        .putShort((short) code)
                        .put(text)
                        .array());
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    /** The bytes cut into pieces of so many. */
    static List<byte[]> pieces(byte[] bytes, int each) {
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += each) {
            pieces.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + each)));
        }
        return pieces;
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
