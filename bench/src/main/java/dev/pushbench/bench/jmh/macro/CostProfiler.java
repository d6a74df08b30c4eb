package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.result.JvmLoad;
import dev.pushbench.bench.result.ServerCost;
import java.util.List;
import org.openjdk.jmh.results.Result;

/** What the deliveries cost the server, and the load generator. */
public final class CostProfiler extends WindowProfiler {
    private static final double NANOS_PER_MICRO = 1e3;

    public CostProfiler() {
        super("CPU time and allocation per delivery, of the server and of the load generator");
    }

    @Override
    void addTo(List<Result<?>> results, WindowOutcome window) {}

    @Override
    void addTo(List<Result<?>> results, WindowOutcome window, TrialOutcome trial) {
        trial.evidence().server().map(ServerCost::perDelivery).ifPresent(cost -> {
            results.add(new RatioResult(
                    "server.cpu", cost.totalCpuNanos() / NANOS_PER_MICRO, cost.deliveries(), "us/delivery"));
            results.add(new RatioResult("server.alloc", cost.totalAllocatedBytes(), cost.deliveries(), "B/delivery"));
        });
        long delivered = trial.load().window().amounts().arrivals();
        trial.evidence()
                .generator()
                .map(JvmLoad::cpuNanos)
                .ifPresent(nanos -> results.add(
                        new RatioResult("generator.cpu", nanos / NANOS_PER_MICRO, delivered, "us/delivery")));
    }
}
