package dev.pushbench.bench.jmh.macro;

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
        add(results, "latency", window.latency());
    }

    @Override
    void addTo(List<Result<?>> results, WindowOutcome window, TrialOutcome trial) {
        Latencies latencies = trial.load().latencies();
        add(results, "service", latencies.serviceLatency());
        add(results, "publish_delay", latencies.publishDelay());
        add(results, "connect", latencies.connectTime());
        add(results, "rearm_gap", latencies.rearmGap());
    }

    private static void add(List<Result<?>> results, String label, Histogram histogram) {
        if (histogram.getTotalCount() > 0) {
            results.add(new HistogramResult(label, histogram));
        }
    }
}
