package dev.pushbench.bench.compare;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far the median of a few trials may be off: the bootstrap's percentile interval with a confidence of 95 % (Efron and
 * Tibshirani, <i>An Introduction to the Bootstrap</i>, 1993, chapter 13).
 *
 * <p>The bootstrap draws as many trials with replacement as there are, over and over, and looks at the medians. How often
 * each median would come follows from binomials (Efron, <i>Bootstrap Methods: Another Look at the Jackknife</i>, 1979,
 * section 3; Maritz and Jarrett, 1978), so nothing is drawn here: this is where endlessly many draws would end, the same in
 * every run.
 *
 * <p>Assumes that trials do not depend on one another. With few of them it is rather too narrow: from five to ten trials it
 * holds the true median in about nine of ten cases.
 */
public final class MedianInterval {
    /**
     * With fewer trials than this even the interval from the smallest to the largest figure misses the median too often:
     * in 2 × ½ⁿ of all cases, which is 13 % with four trials and 6 % with five.
     */
    public static final int LEAST_TRIALS = 5;

    private static final double TAIL = 0.025;

    /** Sums of many small numbers reach 0.975 a little early or late. */
    private static final double ROUNDING = 1e-12;

    private MedianInterval() {}

    /** The interval; empty with fewer than {@link #LEAST_TRIALS}. */
    public static Optional<Interval> of(Sample sample) {
        if (sample.size() < LEAST_TRIALS) {
            return Optional.empty();
        }
        NavigableMap<Double, Double> shares = shareByMedian(sample);
        return Optional.of(new Interval(quantile(shares, TAIL), quantile(shares, 1 - TAIL)));
    }

    /** Which share of all possible draws has which median. */
    private static NavigableMap<Double, Double> shareByMedian(Sample sample) {
        int size = sample.size();
        int lower = (size + 1) / 2;
        boolean hasOneInTheMiddle = size % 2 == 1;
        double[] ways = ways(size);
        NavigableMap<Double, Double> shares = new TreeMap<>();
        double atMostBefore = 0;
        for (int i = 1; i <= size; i++) {
            double low = sample.values().get(i - 1);
            double atMost = atMost(ways, lower, i);
            double isLower = atMost - atMostBefore;
            atMostBefore = atMost;
            double isBoth = isLower;
            for (int j = i + 1; j <= size && !hasOneInTheMiddle; j++) {
                double share = bothInTheMiddle(ways, i, j);
                isBoth -= share;
                shares.merge((low + sample.values().get(j - 1)) / 2, share, Double::sum);
            }
            shares.merge(low, isBoth, Double::sum);
        }
        return shares;
    }

    /** How often the {@code rank}-th of {@code size} draws is one of the {@code values} smallest: P(Bin(size, values/size) ≥ rank). */
    private static double atMost(double[] ways, int rank, int values) {
        int size = ways.length - 1;
        double share = (double) values / size;
        double sum = 0;
        for (int drawn = rank; drawn <= size; drawn++) {
            sum += ways[drawn] * Math.pow(share, drawn) * Math.pow(1 - share, size - drawn);
        }
        return sum;
    }

    /** How often, of an even number of draws, the two in the middle are the i-th and the j-th smallest value, i &lt; j. */
    private static double bothInTheMiddle(double[] ways, int i, int j) {
        int size = ways.length - 1;
        int half = size / 2;
        double belowEndsAtI = Math.pow((double) i / size, half) - Math.pow((double) (i - 1) / size, half);
        double aboveBeginsAtJ =
                Math.pow((double) (size - j + 1) / size, half) - Math.pow((double) (size - j) / size, half);
        return ways[half] * belowEndsAtI * aboveBeginsAtJ;
    }

    /** In how many ways so many of {@code size} can be chosen, from none to all. */
    private static double[] ways(int size) {
        double[] ways = new double[size + 1];
        ways[0] = 1;
        for (int chosen = 1; chosen <= size; chosen++) {
            ways[chosen] = ways[chosen - 1] * (size - chosen + 1) / chosen;
        }
        return ways;
    }

    private static double quantile(NavigableMap<Double, Double> shares, double share) {
        double sum = 0;
        for (Map.Entry<Double, Double> entry : shares.entrySet()) {
            sum += entry.getValue();
            if (sum >= share - ROUNDING) {
                return entry.getKey();
            }
        }
        return shares.lastKey();
    }
}
