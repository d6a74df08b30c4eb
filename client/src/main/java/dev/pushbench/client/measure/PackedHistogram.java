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

    /** Of a histogram with {@link Meter#SIGNIFICANT_DIGITS}. */
    public static PackedHistogram of(Histogram histogram) {
        return new Packer().pack(histogram);
    }

    /** A histogram of its own, whose range grows. */
    public Histogram unpacked() {
        Histogram histogram = new Histogram(Meter.SIGNIFICANT_DIGITS);
        histogram.add(Histogram.decodeFromByteBuffer(ByteBuffer.wrap(bytes), 0));
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

        /** Of a histogram with {@link Meter#SIGNIFICANT_DIGITS}. */
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
