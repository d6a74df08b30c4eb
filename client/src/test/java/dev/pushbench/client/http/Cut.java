package dev.pushbench.client.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Ways to cut a stream, quick enough for a fuzzer; {@link Splits} looks harder. All pieces come in one buffer, amid bytes that are
 * not of the stream, and are wiped out when they have been read.
 */
public enum Cut {
    WHOLE,
    OCTETS,
    AT_RANDOM;

    private static final int MARGIN = 3;

    /** Gives the pieces in their order; position and limit enclose each. The same stream is always cut alike. */
    public void feed(byte[] stream, Consumer<ByteBuffer> reader) {
        byte[] around = new byte[stream.length + 2 * MARGIN];
        Random random = new Random(Arrays.hashCode(stream));
        for (int start = 0; start < stream.length; ) {
            int left = stream.length - start;
            int bytes = switch (this) {
                case WHOLE -> left;
                case OCTETS -> 1;
                case AT_RANDOM -> Math.min(left, 1 + random.nextInt(1 + random.nextInt(60)));
            };
            reader.accept(ByteBuffer.wrap(around, MARGIN, bytes).put(MARGIN, stream, start, bytes));
            Arrays.fill(around, MARGIN, MARGIN + bytes, (byte) '\n');
            start += bytes;
        }
    }
}
