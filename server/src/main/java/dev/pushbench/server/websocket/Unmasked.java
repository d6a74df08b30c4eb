package dev.pushbench.server.websocket;

import dev.pushbench.protocol.Utf8Check;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Payload bytes as they arrive, unmasked (RFC 6455, section 5.3). One that arrives whole is copied once, straight into the
 * array that is handed on; afterwards nothing is kept.
 */
final class Unmasked {
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int size;

    int size() {
        return size;
    }

    /** Bytes of memory that it takes. */
    int capacity() {
        return bytes.length;
    }

    /** @param key the four mask bytes, that of the first byte in front */
    void append(ByteBuffer in, int count, int key) {
        int needed = size + count;
        if (needed > bytes.length) {
            // At least twice as much, so that a message in a thousand pieces is not copied a thousand times.
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
        in.get(bytes, size, count);
        int rotated = key;
        for (int i = size; i < needed; i++) {
            bytes[i] ^= (byte) (rotated >>> 24);
            rotated = Integer.rotateLeft(rotated, 8);
        }
        size = needed;
    }

    /** Whether the check accepts the bytes from {@code from} on. */
    boolean isAccepted(Utf8Check check, int from) {
        return check.accepts(bytes, from, size);
    }

    /** All that was appended, which is then forgotten here. */
    byte[] take() {
        byte[] taken = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
        bytes = NOTHING;
        size = 0;
        return taken;
    }
}
