package dev.pushbench.client.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * Packs histograms that are kept while a window is open: a few kilobytes where a histogram has an array of its whole range. What a window
 * allocates is looked at, and is not to be the bookkeeping. For one thread.
 */
public final class HistogramPacker {
    private ByteBuffer scratch = ByteBuffer.allocate(0);

    /** The values and counts of a histogram, in HdrHistogram's own V2 encoding, not compressed. */
    public byte[] pack(Histogram histogram) {
        int most = histogram.getNeededByteBufferCapacity();
        if (scratch.capacity() < most) {
            scratch = ByteBuffer.allocate(most);
        }
        scratch.clear();
        histogram.encodeIntoByteBuffer(scratch);
        return Arrays.copyOf(scratch.array(), scratch.position());
    }

    /** What was packed, as a histogram whose range grows. */
    public static Histogram unpack(byte[] packed) {
        Histogram histogram = new Histogram(Meter.SIGNIFICANT_DIGITS);
        histogram.add(Histogram.decodeFromByteBuffer(ByteBuffer.wrap(packed), 0));
        return histogram;
    }
}
