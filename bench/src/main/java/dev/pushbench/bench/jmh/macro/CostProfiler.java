package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.result.JvmLoad;
import dev.pushbench.bench.result.ServerCost;
import java.util.List;
import java.util.OptionalDouble;
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
        long delivered = trial.load().deliveries().delivered();
        trial.evidence().server().map(ServerCost::perDelivery).ifPresent(cost -> {
            add(results, "server.cpu", cost.cpuNanos(), NANOS_PER_MICRO, delivered, "us/delivery");
            add(results, "server.alloc", cost.allocatedBytes(), 1, delivered, "B/delivery");
        });
        trial.evidence()
                .generator()
                .map(JvmLoad::cpuNanos)
                .ifPresent(nanos -> results.add(
                        new RatioResult("generator.cpu", nanos / NANOS_PER_MICRO, delivered, "us/delivery")));
    }

    private static void add(
            List<Result<?>> results,
            String label,
            OptionalDouble perDelivery,
            double unit,
            long deliveries,
            String unitName) {
        perDelivery.ifPresent(
                each -> results.add(new RatioResult(label, each / unit * deliveries, deliveries, unitName)));
    }
}
