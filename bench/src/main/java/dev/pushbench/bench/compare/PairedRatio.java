package dev.pushbench.bench.compare;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * By what factor the head's figures are above the base's, pair by pair: the median of the Walsh averages of the pairs'
 * logarithmic ratios (Hodges and Lehmann, <i>Estimates of Location Based on Rank Tests</i>, 1963), with the interval that belongs to the
 * signed-rank test (Wilcoxon, <i>Individual Comparisons by Ranking Methods</i>, 1945; Hollander, Wolfe and Chicken, <i>Nonparametric
 * Statistical Methods</i>, 2014, sections 3.1 to 3.3).
 *
 * <p>A Walsh average is the mean of two pairs' logarithms, or of one pair's with itself. With n pairs there are n (n + 1) / 2; the
 * interval leaves out as many at either end as {@link SignedRank} allows.
 *
 * <p>Assumes that pairs do not depend on one another and scatter about their centre as far up as down; not that they are normal. A single
 * wild pair moves neither estimate nor interval far. Ties and pairs without a difference stay in, so that the interval, its ends
 * included, is rather too wide than too narrow (Noether, <i>Wilcoxon Confidence Intervals for Location Parameters in the Discrete
 * Case</i>, 1967).
 *
 * <p>Hipparchus has the test and no more: neither estimate nor interval, which is why they are here.
 *
 * @param interval empty where there are too few pairs for the tail that was asked for: at 2.5 % fewer than 6
 * @param pairs how many there were
 */
public record PairedRatio(double ratio, Optional<Interval> interval, int pairs) {
    /** What an interval of 95 % leaves out at either end. */
    public static final double USUAL_TAIL = 0.025;

    /**
     * The head by the base. A pair of which both figures are 0 has the ratio 1.
     *
     * @param tail how often, at most, the interval may lie wholly above the true ratio, and how often wholly below
     * @return empty where there is no pair, or one of which there is no ratio: one figure is 0, or below
     */
    public static Optional<PairedRatio> of(Pairs pairs, double tail) {
        if (pairs.size() == 0 || !pairs.pairs().stream().allMatch(Pairs.Pair::hasRatio)) {
            return Optional.empty();
        }
        double[] averages = walshAverages(
                pairs.pairs().stream().mapToDouble(Pairs.Pair::logOfRatio).toArray());
        double middle = (averages[(averages.length - 1) / 2] + averages[averages.length / 2]) / 2;
        return Optional.of(new PairedRatio(Math.exp(middle), interval(averages, pairs.size(), tail), pairs.size()));
    }

    /** How many pairs it takes for an interval. */
    public static int leastPairs(double tail) {
        return SignedRank.leastSize(tail);
    }

    private static double[] walshAverages(double[] logs) {
        return IntStream.range(0, logs.length)
                .boxed()
                .flatMapToDouble(i -> Arrays.stream(logs, i, logs.length).map(other -> (logs[i] + other) / 2))
                .sorted()
                .toArray();
    }

    private static Optional<Interval> interval(double[] averages, int pairs, double tail) {
        OptionalInt critical = SignedRank.criticalValue(pairs, tail);
        return critical.isEmpty()
                ? Optional.empty()
                : Optional.of(new Interval(
                        Math.exp(averages[critical.getAsInt()]),
                        Math.exp(averages[averages.length - 1 - critical.getAsInt()])));
    }
}
