package dev.pushbench.server;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Ways to cut a stream, quick enough for a fuzzer. The same stream is always cut alike. */
public enum Cut {
    WHOLE,
    OCTETS,
    AT_RANDOM;

    public List<ByteBuffer> pieces(byte[] stream) {
        List<ByteBuffer> pieces = new ArrayList<>();
        Random random = new Random(Arrays.hashCode(stream));
        for (int start = 0; start < stream.length; ) {
            int left = stream.length - start;
            int bytes = switch (this) {
                case WHOLE -> left;
                case OCTETS -> 1;
                case AT_RANDOM -> Math.min(left, 1 + random.nextInt(1 + random.nextInt(60)));
            };
            pieces.add(ByteBuffer.wrap(Arrays.copyOfRange(stream, start, start + bytes)));
            start += bytes;
        }
        return pieces;
    }
}
