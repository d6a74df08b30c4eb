package dev.pushbench.bench;

import dev.pushbench.bench.scenario.Settings;
import dev.pushbench.bench.scenario.Suites;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.Latencies;
import dev.pushbench.client.measure.Second;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.client.measure.WireBytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/** Trials as they might have gone, for tests. */
public final class Loads {
    private Loads() {}

    /** A trial without a flaw: as many deliveries as expected, 1 µs, 2 µs, … after they were due. */
    public static LoadResult flawless(long deliveries) {
        return of(deliveries, new Deliveries(deliveries, deliveries, 0, 0, 0, 0, 0), 0, Optional.empty());
    }

    public static LoadResult of(
            long expected, Deliveries deliveries, long failedConnections, Optional<String> failure) {
        Histogram latency = new Histogram(3);
        for (long micros = 1; micros <= deliveries.delivered(); micros++) {
            latency.recordValue(micros * 1000);
        }
        return new LoadResult(
                new LoadResult.Published(expected, expected, 0, 0, Optional.empty()),
                expected,
                deliveries,
                new Latencies(
                        latency, latency, new Histogram(3), new Histogram(3), new Histogram(3), OptionalLong.empty()),
                new Traffic(WireBytes.NONE, WireBytes.NONE, 5, 1, 0, 0, 0),
                new ConnectionCounts(1, 1, 0, 0, failedConnections, 0),
                window(latency, deliveries.arrived(), new Traffic(WireBytes.NONE, WireBytes.NONE, 5, 1, 0, 0, 0), 0),
                List.of(),
                failure);
    }

    /** A window of a second in which so much happened, and in which no latency was measured. */
    public static List<Second> window(long arrivals, Traffic traffic, long opened) {
        return window(new Histogram(3), arrivals, traffic, opened);
    }

    private static List<Second> window(Histogram latency, long arrivals, Traffic traffic, long opened) {
        return List.of(new Second(
                Second.Part.WINDOW, 0, 1_000_000_000, latency, new Second.Amounts(arrivals, traffic, opened), opened));
    }

    /** The trials of the default suite. */
    public static List<Trial> trials() {
        return Suites.resolved("default", new Settings(Map.of())).suite().trials();
    }

    /** The first of them. */
    public static Trial trial() {
        return trials().get(0);
    }
}
