package dev.pushbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.Loads;
import dev.pushbench.bench.compare.Cluster;
import dev.pushbench.client.LoadResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class LatencyIntervalsTest {
    /** 60 events of a hundred deliveries, one of them slow: fewer deliveries than a 99.9th percentile needs. */
    @Test
    void everyPercentileThatIsGivenHasBothEnds() {
        Map<String, Optional<Object>> values = values(6_000, 60, List.of(events(60, 17)));

        assertThat(values.keySet())
                .containsExactly(
                        "latency_p50_low_us",
                        "latency_p50_high_us",
                        "latency_p90_low_us",
                        "latency_p90_high_us",
                        "latency_p99_low_us",
                        "latency_p99_high_us",
                        "latency_p999_low_us",
                        "latency_p999_high_us");
        assertThat(micros(values, "latency_p50_low_us")).isBetween(4_950.0, 5_000.0);
        assertThat(micros(values, "latency_p50_high_us")).isBetween(5_000.0, 5_050.0);
        assertThat(micros(values, "latency_p99_low_us")).isBetween(4_950.0, 5_000.0);
        assertThat(micros(values, "latency_p99_high_us")).isBetween(200_000.0, 202_000.0);
        assertThat(values.get("latency_p999_low_us")).isEmpty();
        assertThat(values.get("latency_p999_high_us")).isEmpty();
    }

    @Test
    void trialsOfACellAreDrawnToo() {
        Map<String, Optional<Object>> values = values(18_000, 180, List.of(events(60, 1), events(60), events(60)));

        assertThat(micros(values, "latency_p99_low_us")).isBetween(4_950.0, 5_000.0);
        assertThat(micros(values, "latency_p99_high_us")).isGreaterThan(200_000.0);
        assertThat(values.get("latency_p999_high_us")).isPresent();
    }

    @Test
    void areEmptyWithTooFewEvents() {
        assertThat(values(60_000, 9, List.of(events(9))).values()).containsOnly(Optional.empty());
    }

    @Test
    void areEmptyWhereEventsWereNotMeasuredByThemselves() {
        assertThat(values(60_000, 100, List.of()).values()).containsOnly(Optional.empty());
    }

    /** Ends of intervals are no figures whose medians over trials say anything. */
    @Test
    void areNotInTheListOfMetrics() {
        assertThat(LatencyIntervals.columns()).noneMatch(Column::isFigure);
    }

    private static double micros(Map<String, Optional<Object>> values, String column) {
        return ((BigDecimal) values.getOrDefault(column, Optional.empty()).orElseThrow()).doubleValue();
    }

    private static Map<String, Optional<Object>> values(
            long deliveries, long windowEvents, List<List<Cluster>> trials) {
        LoadResult load = Loads.flawless(deliveries);
        LoadResult ofEvents = new LoadResult(
                new LoadResult.Published(windowEvents, windowEvents, 0, 0, Optional.empty()),
                load.expected(),
                load.deliveries(),
                load.latencies(),
                load.traffic(),
                load.connections(),
                List.of(),
                List.of(),
                Optional.empty());
        Figures figures = new Figures(
                Loads.trial().cell(),
                1,
                Validity.VALID,
                Optional.of(ofEvents),
                Evidence.NONE,
                new LatencyIntervals(trials));
        Map<String, Optional<Object>> values = new LinkedHashMap<>();
        LatencyIntervals.columns()
                .forEach(column -> values.put(column.name(), column.value().apply(figures)));
        return values;
    }

    /** At 5 ms, except those with these numbers, at 200 ms. */
    private static List<Cluster> events(int count, Integer... slow) {
        List<Cluster> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Histogram latency = new Histogram(3);
            latency.recordValueWithCount(List.of(slow).contains(i) ? 200_000_000 : 5_000_000, 100);
            events.add(new Cluster(i * 100_000_000L, latency));
        }
        return events;
    }
}
