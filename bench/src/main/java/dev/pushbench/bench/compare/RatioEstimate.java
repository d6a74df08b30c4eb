package dev.pushbench.bench.compare;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * By what factor one sample is above another: the median of the ratios of all pairs (Hodges and Lehmann, <i>Estimates of
 * Location Based on Rank Tests</i>, 1963, of the logarithms), with an interval that holds the true factor in at least 95 % of all cases
 * (Hollander, Wolfe and Chicken, <i>Nonparametric Statistical Methods</i>, 2014, section 4.3).
 *
 * <p>Assumes that trials do not depend on one another, and that the two samples differ by a factor, whatever else their
 * distribution. A single wild trial moves neither estimate nor interval far.
 *
 * @param interval empty where the samples are too small to tell: four trials each are enough, three are not
 */
public record RatioEstimate(double ratio, Optional<Interval> interval) {
    /** The other by the base; empty where a value is not above 0, of which there is no ratio. */
    public static Optional<RatioEstimate> of(Sample base, Sample other) {
        if (base.values().get(0) <= 0 || other.values().get(0) <= 0) {
            return Optional.empty();
        }
        double[] ratios = other.values().stream()
                .flatMapToDouble(
                        numerator -> base.values().stream().mapToDouble(denominator -> numerator / denominator))
                .sorted()
                .toArray();
        return Optional.of(new RatioEstimate(median(ratios), interval(ratios, base.size(), other.size())));
    }

    private static Optional<Interval> interval(double[] ratios, int size, int otherSize) {
        OptionalInt critical = RankSum.criticalValue(size, otherSize);
        return critical.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Interval(ratios[critical.getAsInt()], ratios[ratios.length - 1 - critical.getAsInt()]));
    }

    /** On the scale of factors: between the two in the middle lies the root of their product. */
    private static double median(double[] sorted) {
        double low = sorted[(sorted.length - 1) / 2];
        double high = sorted[sorted.length / 2];
        return low == high ? low : Math.sqrt(low * high);
    }
}
