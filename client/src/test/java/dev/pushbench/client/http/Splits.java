package dev.pushbench.client.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Cuts a stream of bytes in every way that matters. All pieces come in one buffer, direct or heap, somewhere in its
 * middle, amid bytes that are not of the stream; so a reader that looks beyond its piece, or back at an earlier one, is
 * found out.
 */
public final class Splits {
    private static final int MARGIN = 7;

    private final byte[] stream;
    private final byte[] junk;
    private final ByteBuffer direct;
    private final ByteBuffer heap;

    public Splits(byte[] stream) {
        this.stream = stream;
        this.junk = new byte[stream.length + 2 * MARGIN];
        Arrays.fill(junk, (byte) '\n');
        this.direct = ByteBuffer.allocateDirect(junk.length);
        this.heap = ByteBuffer.allocate(junk.length);
    }

    /** Uncut, cut once at every place, cut at every place, and cut at random places so many times. */
    public void everyWay(long seed, int randomWays, Consumer<int[]> way) {
        way.accept(new int[0]);
        way.accept(IntStream.range(1, stream.length).toArray());
        for (int cut = 1; cut < stream.length; cut++) {
            way.accept(new int[] {cut});
        }
        Random random = new Random(seed);
        for (int i = 0; i < randomWays; i++) {
            int pieces = 1 + random.nextInt(1 + random.nextInt(40));
            way.accept(random.ints(pieces, 0, stream.length + 1).sorted().toArray());
        }
    }

    /** Gives the pieces between the cuts; position and limit enclose each. */
    public void feed(int[] cuts, Consumer<ByteBuffer> reader) {
        int start = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int end = i < cuts.length ? cuts[i] : stream.length;
            ByteBuffer buffer = (i + cuts.length) % 2 == 0 ? direct : heap;
            buffer.clear().put(0, junk);
            int at = MARGIN + start % MARGIN;
            buffer.put(at, stream, start, end - start).position(at).limit(at + end - start);
            reader.accept(buffer);
            start = end;
        }
    }
}
