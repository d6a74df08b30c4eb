package dev.pushbench.bench.compare;

import java.util.OptionalInt;

/**
 * How the ranks of two samples fall where nothing tells the samples apart: the distribution of U, which counts the pairs in
 * which the one's value is the smaller (Mann and Whitney, <i>On a Test of Whether One of Two Random Variables Is
 * Stochastically Larger than the Other</i>, 1947).
 */
final class RankSum {
    private static final Tail FIVE_PERCENT = new Tail(0.025, 1.959964);
    private static final Tail ONE_PERCENT = new Tail(0.005, 2.575829);

    /** Up to here the number of ways stays a whole number in a {@code double}: 50 choose 25 is 1.3 × 10¹⁴. */
    private static final int MOST_COUNTED = 50;

    private RankSum() {}

    /**
     * Either end of the distribution, half of a two-sided test's level.
     *
     * @param share of all cases
     * @param standardDeviations of a normal distribution, beyond which that share lies
     */
    private record Tail(double share, double standardDeviations) {}

    /** Whether one of the samples is larger than the other, by the two-sided test at 1 %. A pair of equal values counts half. */
    static boolean differ(double[] sample, double[] other) {
        double u = 0;
        for (double value : sample) {
            for (double otherValue : other) {
                u += (1 + Integer.signum(Double.compare(otherValue, value))) / 2.0;
            }
        }
        double smaller = Math.min(u, (double) sample.length * other.length - u);
        OptionalInt critical = criticalValue(sample.length, other.length, ONE_PERCENT);
        return critical.isPresent() && smaller <= critical.getAsInt();
    }

    /**
     * The largest U, at least 0, at or below which no more than 2.5 % of all cases lie: what tables of the two-sided test at 5 % hold.
     *
     * @return empty where even 0 is too often, because the samples are too small
     */
    static OptionalInt criticalValue(int size, int otherSize) {
        return criticalValue(size, otherSize, FIVE_PERCENT);
    }

    private static OptionalInt criticalValue(int size, int otherSize, Tail tail) {
        return size + otherSize <= MOST_COUNTED ? counted(size, otherSize, tail) : approximated(size, otherSize, tail);
    }

    private static OptionalInt counted(int size, int otherSize, Tail tail) {
        double[] ways = ways(size, otherSize);
        double all = 0;
        for (double each : ways) {
            all += each;
        }
        double below = 0;
        int u = 0;
        while (below + ways[u] <= tail.share() * all) {
            below += ways[u];
            u++;
        }
        return u == 0 ? OptionalInt.empty() : OptionalInt.of(u - 1);
    }

    /**
     * In how many of the orders that two samples can fall into each U comes: the coefficients of the Gaussian binomial, by
     * factors (1 − x^(size+i)) / (1 − x^i).
     */
    private static double[] ways(int size, int otherSize) {
        double[] ways = new double[size * otherSize + 1];
        ways[0] = 1;
        for (int i = 1; i <= otherSize; i++) {
            for (int u = ways.length - 1; u >= size + i; u--) {
                ways[u] -= ways[u - size - i];
            }
            for (int u = i; u < ways.length; u++) {
                ways[u] += ways[u - i];
            }
        }
        return ways;
    }

    /** Normal for large samples (Hollander, Wolfe and Chicken, <i>Nonparametric Statistical Methods</i>, 2014, section 4.3). */
    private static OptionalInt approximated(int size, int otherSize, Tail tail) {
        double pairs = (double) size * otherSize;
        double deviation = Math.sqrt(pairs * (size + otherSize + 1) / 12);
        int u = (int) Math.floor(pairs / 2 - tail.standardDeviations() * deviation) - 1;
        return u < 0 ? OptionalInt.empty() : OptionalInt.of(u);
    }
}
