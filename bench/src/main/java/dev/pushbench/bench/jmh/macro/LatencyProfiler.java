package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.measure.Latencies;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.results.Result;

/** Latency of each window; the other durations of the trial. */
public final class LatencyProfiler extends WindowProfiler {
    public LatencyProfiler() {
        super("Latency of deliveries, free of coordinated omission");
    }

    @Override
    void addTo(List<Result<?>> results, WindowOutcome window) {
        Cell cell = window.cell();
        int audience = cell.scene().audience(cell.users());
        add(results, "latency", window.latency(), window.latency().getTotalCount() / audience);
    }

    @Override
    void addTo(List<Result<?>> results, WindowOutcome window, TrialOutcome trial) {
        Latencies latencies = trial.load().latencies();
        long events = trial.load().published().windowEvents();
        add(results, "service", latencies.serviceLatency(), events);
        add(results, "publish_delay", latencies.publishDelay());
        add(results, "connect", latencies.connectTime());
        add(
                results,
                "rearm_gap",
                latencies.rearmGap(),
                events + trial.load().window().amounts().traffic().emptyAnswers());
    }

    /** Each sample is one observation. */
    private static void add(List<Result<?>> results, String label, Histogram histogram) {
        add(results, label, histogram, histogram.getTotalCount());
    }

    private static void add(List<Result<?>> results, String label, Histogram histogram, long events) {
        if (histogram.getTotalCount() > 0) {
            results.add(new HistogramResult(label, histogram, events));
        }
    }
}
