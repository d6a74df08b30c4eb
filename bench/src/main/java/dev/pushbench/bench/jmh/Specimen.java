package dev.pushbench.bench.jmh;

import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The event that every benchmark handles: of the default length, with numbers as long as in a real run. */
final class Specimen {
    static final int EVENT_BYTES = Limits.DEFAULT_EVENT_BYTES;
    static final long SEQ = 4_242;
    static final long DUE_NANOS = 1_234_567_890_123_456L;

    private Specimen() {}

    /** The data that fills an event up to {@link #EVENT_BYTES}. */
    static byte[] data() {
        byte[] data = new byte[EVENT_BYTES - EventFormat.FIXED_BYTES];
        Arrays.fill(data, (byte) 'x');
        return data;
    }

    static byte[] event() {
        return EventFormat.event(SEQ, DUE_NANOS, data());
    }

    /** Bytes as the load generator reads them off a socket: in direct memory. */
    static ByteBuffer read(byte[] bytes) {
        return read(ByteBuffer.wrap(bytes));
    }

    static ByteBuffer read(ByteBuffer bytes) {
        return ByteBuffer.allocateDirect(bytes.remaining())
                .put(bytes.duplicate())
                .flip();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
