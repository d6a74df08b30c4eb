package dev.pushbench.bench;

import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Scenario;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.measure.Deliveries;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Trials as they might have gone, for tests. */
public final class Loads {
    private Loads() {}

    /** A trial without a flaw: as many deliveries as expected, 1 µs, 2 µs, … after they were due. */
    public static LoadResult flawless(long deliveries) {
        return of(deliveries, new Deliveries(deliveries, 0, 0, 0, 0, 0), 0, Optional.empty());
    }

    public static LoadResult of(
            long expected, Deliveries deliveries, long failedConnections, Optional<String> failure) {
        Histogram latency = new Histogram(3);
        for (long micros = 1; micros <= deliveries.delivered(); micros++) {
            latency.recordValue(micros * 1000);
        }
        return new LoadResult(
                expected,
                expected,
                deliveries,
                latency,
                latency,
                new Histogram(3),
                5,
                1,
                new ConnectionCounts(1, 1, 0, failedConnections, 0),
                failure);
    }

    /** The first cell of the default scenario. */
    public static Cell cell() {
        return Scenario.DEFAULT.cells().get(0);
    }
}
