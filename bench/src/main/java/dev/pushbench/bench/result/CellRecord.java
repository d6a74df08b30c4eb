package dev.pushbench.bench.result;

import dev.pushbench.bench.compare.Sample;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * A cell of a run as its directory keeps it.
 *
 * @param row of {@code summary.csv}: all its trials that are results, group by group, taken together
 * @param trials rows of {@code trials.csv}, those that were rejected among them
 * @param estimates of {@code metrics.csv}
 * @param latency in nanoseconds, of all deliveries of all trials whose latency is a result; empty where there is none
 * @param slices second by second
 * @param timeline some events of its first trial
 */
public record CellRecord(
        Row row,
        List<Row> trials,
        List<Estimate> estimates,
        Histogram latency,
        List<Slice> slices,
        List<Flight> timeline) {
    public CellRecord {
        trials = List.copyOf(trials);
        estimates = List.copyOf(estimates);
        slices = List.copyOf(slices);
        timeline = List.copyOf(timeline);
    }

    /** The estimate of that metric, without its unit: {@code latency_p50}. */
    public Optional<Estimate> estimate(String metric) {
        return estimates.stream()
                .filter(estimate -> estimate.metric().equals(metric))
                .findFirst();
    }

    /** What its trials have in that column whose figures of its group are results; empty where none has a figure there. */
    public Optional<Sample> sample(String column) {
        return Sample.of(trials.stream()
                .filter(trial -> trial.isUsable(column))
                .map(trial -> trial.number(column))
                .flatMap(Optional::stream)
                .map(BigDecimal::doubleValue)
                .toList());
    }
}
