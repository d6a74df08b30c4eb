package dev.pushbench.bench.compare;

import java.util.OptionalInt;

/**
 * How signed ranks fall where nothing tells two sides apart: the distribution of T, the sum of the ranks of those differences
 * that are above 0 (Wilcoxon, <i>Individual Comparisons by Ranking Methods</i>, 1945). Each rank is in the sum or not, one as likely as the other.
 */
final class SignedRank {
    private SignedRank() {}

    /**
     * The largest T, at least 0, at or below which no more than that share of all cases lies: what tables of the one-sided test hold.
     *
     * @return empty where even 0 is too often, because there are too few differences
     */
    static OptionalInt criticalValue(int size, double tail) {
        requireTail(tail);
        double[] shares = shares(size);
        double below = 0;
        int sum = 0;
        while (below + shares[sum] <= tail) {
            below += shares[sum];
            sum++;
        }
        return sum == 0 ? OptionalInt.empty() : OptionalInt.of(sum - 1);
    }

    /** The fewest differences that have a critical value: of n all are below 0 in one of 2ⁿ cases. */
    static int leastSize(double tail) {
        requireTail(tail);
        int size = 1;
        for (double allBelow = 0.5; allBelow > tail; allBelow /= 2) {
            size++;
        }
        return size;
    }

    /**
     * The share of all cases that has each sum, from 0: how many sets of ranks have it, of 2ⁿ. Rank by rank, each halves what was
     * and adds the half moved up by itself. Up to 50 differences every share is exact in a {@code double}.
     */
    private static double[] shares(int size) {
        double[] shares = new double[size * (size + 1) / 2 + 1];
        shares[0] = 1;
        for (int rank = 1; rank <= size; rank++) {
            for (int sum = rank * (rank + 1) / 2; sum >= 0; sum--) {
                shares[sum] = (shares[sum] + (sum < rank ? 0 : shares[sum - rank])) / 2;
            }
        }
        return shares;
    }

    private static void requireTail(double tail) {
        if (!(tail > 0 && tail < 0.5)) {
            throw new IllegalArgumentException("a tail must be above 0 and below 0.5: " + tail);
        }
    }
}
