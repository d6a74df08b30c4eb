package dev.pushbench.bench.jmh.macro;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Adds to each measured iteration what its window gave, and to the last one what the trial gave. Its subclasses say which figures. */
public abstract class WindowProfiler implements InternalProfiler {
    private final String description;

    WindowProfiler(String description) {
        this.description = description;
    }

    /** Adds figures of one window. */
    abstract void addTo(List<Result<?>> results, WindowOutcome window);

    /** Adds figures of a trial, once, with its last window. */
    abstract void addTo(List<Result<?>> results, WindowOutcome window, TrialOutcome trial);

    @Override
    public final String getDescription() {
        return description;
    }

    @Override
    public final void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        WindowOutcome.forget();
    }

    @Override
    @SuppressWarnings("rawtypes") // as JMH has it
    public final Collection<? extends Result> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        List<Result<?>> results = new ArrayList<>();
        WindowOutcome.last().ifPresent(window -> {
            addTo(results, window);
            window.trial().ifPresent(trial -> addTo(results, window, trial));
        });
        return results;
    }

    /** A count that adds up over windows and forks. */
    static Result<?> sum(String label, long count, String unit) {
        return new ScalarResult(label, count, unit, AggregationPolicy.SUM);
    }

    /** A peak, of which the highest counts. */
    static Result<?> peak(String label, long count, String unit) {
        return new ScalarResult(label, count, unit, AggregationPolicy.MAX);
    }
}
