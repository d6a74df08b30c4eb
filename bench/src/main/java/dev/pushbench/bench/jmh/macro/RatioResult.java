package dev.pushbench.bench.jmh.macro;

import java.util.Collection;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.Aggregator;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;

/** A quotient as a secondary result of JMH. That of several forks is made from the sums, not from their quotients. */
final class RatioResult extends Result<RatioResult> {
    private static final long serialVersionUID = 1;

    private final double numerator;
    private final double denominator;

    /** @param denominator 0 gives a score that is no number */
    RatioResult(String label, double numerator, double denominator, String unit) {
        super(
                ResultRole.SECONDARY,
                label,
                of(denominator == 0 ? Double.NaN : numerator / denominator),
                unit,
                AggregationPolicy.AVG);
        this.numerator = numerator;
        this.denominator = denominator;
    }

    @Override
    protected Aggregator<RatioResult> getThreadAggregator() {
        return RatioResult::ofSums;
    }

    @Override
    protected Aggregator<RatioResult> getIterationAggregator() {
        return RatioResult::ofSums;
    }

    private static RatioResult ofSums(Collection<RatioResult> results) {
        RatioResult first = results.iterator().next();
        return new RatioResult(
                first.label,
                results.stream().mapToDouble(result -> result.numerator).sum(),
                results.stream().mapToDouble(result -> result.denominator).sum(),
                first.unit);
    }
}
