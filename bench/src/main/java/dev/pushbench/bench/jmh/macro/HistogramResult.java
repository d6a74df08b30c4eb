package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.result.Percentile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.Aggregator;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;

/**
 * Durations as a secondary result of JMH, in microseconds. Its score is the median; percentiles, the maximum and the count are derived
 * results. Those of several windows and forks are added up as histograms, and percentiles taken of the sum: a mean of percentiles
 * would be none.
 */
final class HistogramResult extends Result<HistogramResult> {
    private static final long serialVersionUID = 1;
    private static final String UNIT = "us";
    private static final double MEDIAN = 50;
    private static final double NANOS_PER_MICRO = 1e3;

    private final Histogram histogram;
    private final long events;

    /**
     * @param histogram of nanoseconds
     * @param events whose samples these are; where each sample is an observation by itself, their number
     */
    HistogramResult(String label, Histogram histogram, long events) {
        super(
                ResultRole.SECONDARY,
                label,
                of(histogram.getValueAtPercentile(MEDIAN) / NANOS_PER_MICRO),
                UNIT,
                AggregationPolicy.AVG);
        this.histogram = histogram.copy();
        this.events = events;
    }

    @Override
    protected Aggregator<HistogramResult> getThreadAggregator() {
        return HistogramResult::added;
    }

    @Override
    protected Aggregator<HistogramResult> getIterationAggregator() {
        return HistogramResult::added;
    }

    @Override
    @SuppressWarnings("rawtypes") // as JMH has it
    protected Collection<? extends Result> getDerivativeResults() {
        List<Result<?>> derived = new ArrayList<>();
        for (Percentile percentile : Percentile.values()) {
            derive(derived, percentile.name().toLowerCase(Locale.ROOT), percentile.of(histogram, events));
        }
        derive(derived, "max", Percentile.max(histogram));
        derived.add(new Derived(label + ".count", histogram.getTotalCount(), "#"));
        return derived;
    }

    private void derive(List<Result<?>> derived, String name, OptionalLong nanos) {
        if (nanos.isPresent()) {
            derived.add(new Derived(label + "." + name, nanos.getAsLong() / NANOS_PER_MICRO, UNIT));
        }
    }

    private static HistogramResult added(Collection<HistogramResult> results) {
        Histogram sum = new Histogram(results.iterator().next().histogram.getNumberOfSignificantValueDigits());
        results.forEach(result -> sum.add(result.histogram));
        long events = results.stream().mapToLong(result -> result.events).sum();
        return new HistogramResult(results.iterator().next().label, sum, events);
    }

    /** A figure of the sum, which is not added up itself. */
    private static final class Derived extends Result<Derived> {
        private static final long serialVersionUID = 1;

        Derived(String label, double figure, String unit) {
            super(ResultRole.SECONDARY_DERIVATIVE, label, of(figure), unit, AggregationPolicy.AVG);
        }

        @Override
        protected Aggregator<Derived> getThreadAggregator() {
            throw new UnsupportedOperationException("derived anew from each sum");
        }

        @Override
        protected Aggregator<Derived> getIterationAggregator() {
            throw new UnsupportedOperationException("derived anew from each sum");
        }
    }
}
