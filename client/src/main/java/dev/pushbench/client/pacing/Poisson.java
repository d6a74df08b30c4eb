package dev.pushbench.client.pacing;

import java.time.Duration;
import java.util.Arrays;

/**
 * A Poisson process: distances are independent and exponentially distributed, {@code −ln(1 − u) / rate} of a uniform {@code u} (inversion).
 *
 * <p>Each distance is drawn from its index and the seed alone, so that nothing is kept but every 64th sum; the sums between are made again
 * where they are asked for.
 */
final class Poisson implements FireTimes {
    private static final int STRIDE = 64;
    private static final double NANOS_PER_SECOND = 1e9;

    private final double meanNanos;
    private final long seed;
    /** The offset before the first distance of each stride; the last is beyond the horizon. */
    private final long[] marks;

    Poisson(double perSecond, long seed, Duration horizon) {
        if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException("rate must be above 0 and finite, not " + perSecond);
        }
        this.meanNanos = NANOS_PER_SECOND / perSecond;
        this.seed = seed;
        this.marks = marks(horizon.toNanos());
    }

    private long[] marks(long horizonNanos) {
        long[] sums = new long[16];
        int count = 1;
        while (sums[count - 1] <= horizonNanos) {
            if (count == sums.length) {
                sums = Arrays.copyOf(sums, 2 * count);
            }
            sums[count] = sum(sums[count - 1], (long) (count - 1) * STRIDE, (long) count * STRIDE);
            count++;
        }
        return Arrays.copyOf(sums, count);
    }

    @Override
    public long offsetNanos(long index) {
        if (index < 0) {
            throw new IllegalArgumentException("index must be at least 0, not " + index);
        }
        int mark = (int) Math.min(index / STRIDE, marks.length - 1);
        return sum(marks[mark], (long) mark * STRIDE, index + 1);
    }

    @Override
    public long countBefore(long offsetNanos) {
        int found = Arrays.binarySearch(marks, offsetNanos);
        int mark = Math.max(0, found >= 0 ? found - 1 : -found - 2);
        while (mark > 0 && marks[mark] >= offsetNanos) {
            mark--; // distances of 0 make equal marks
        }
        long index = (long) mark * STRIDE;
        long sum = marks[mark] + distanceNanos(index);
        while (sum < offsetNanos) {
            sum += distanceNanos(++index);
        }
        return index;
    }

    private long sum(long before, long from, long to) {
        long sum = before;
        for (long index = from; index < to; index++) {
            sum += distanceNanos(index);
        }
        return sum;
    }

    /** From the event before to that one, or from the start to the first. */
    private long distanceNanos(long index) {
        return (long) (-Math.log1p(-SplitMix.uniform(seed, index)) * meanNanos);
    }
}
