package dev.pushbench.client.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * A histogram in a few kilobytes, where one that can be added to has an array of its whole range: of each second one is kept until the end
 * of a trial, which may have hundreds. It loses nothing.
 */
public final class PackedHistogram {
    /** In HdrHistogram's own V2 encoding, not compressed. */
    private final byte[] bytes;

    private PackedHistogram(byte[] bytes) {
        this.bytes = bytes;
    }

    /** With as many digits as it has. */
    public static PackedHistogram of(Histogram histogram) {
        return new Packer().pack(histogram);
    }

    /** A histogram of its own, with the digits of the one that was packed; its range grows. */
    public Histogram unpacked() {
        Histogram histogram = Histogram.decodeFromByteBuffer(ByteBuffer.wrap(bytes), 0);
        histogram.setAutoResize(true);
        return histogram;
    }

    /** How many it takes. */
    int bytes() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedHistogram packed && unpacked().equals(packed.unpacked());
    }

    @Override
    public int hashCode() {
        return unpacked().hashCode();
    }

    /** Packs one after the other without allocating more than what it returns. For one thread. */
    public static final class Packer {
        private ByteBuffer scratch = ByteBuffer.allocate(0);

        /** With as many digits as the histogram has. */
        public PackedHistogram pack(Histogram histogram) {
            int most = histogram.getNeededByteBufferCapacity();
            if (scratch.capacity() < most) {
                scratch = ByteBuffer.allocate(most);
            }
            scratch.clear();
            histogram.encodeIntoByteBuffer(scratch);
            return new PackedHistogram(Arrays.copyOf(scratch.array(), scratch.position()));
        }
    }
}
