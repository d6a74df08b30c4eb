package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Second;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What is published of a window, compared with arithmetic: it takes as long as it is configured, whatever happens in it, and its figures are of what
 * happened in it. Some trials of a table run at the same time, against one server.
 */
@Timeout(120)
@Tag("thorough")
@Tag("alone")
final class WindowArithmeticTest {
    private static final int USERS = 20;
    private static final int EVENT_BYTES = 128;
    private static final double WITHIN_PERCENT = 2;

    /** More would keep two cores busy with their beginnings. */
    private static final int AT_ONCE = 6;

    /** @param intervalMillis of polling */
    private record Row(Technique technique, double rate, long windowMillis, int windows, long intervalMillis) {
        long events() {
            return Math.round(rate * windowMillis * windows / 1e3);
        }

        double seconds() {
            return windowMillis * windows / 1e3;
        }

        LoadPlan plan(PushServer server, int number) {
            return new LoadPlan(
                    technique,
                    server.address(),
                    new RoomName("row-" + number),
                    USERS,
                    new LoadPlan.Publishing(rate, EVENT_BYTES),
                    new LoadPlan.Reading(Duration.ofMillis(intervalMillis), Duration.ofSeconds(25)),
                    LoadPlan.Requests.MINIMAL,
                    new LoadPlan.Timing(
                            Duration.ofSeconds(30),
                            Duration.ZERO,
                            rate < 10 ? Duration.ZERO : Duration.ofMillis(500),
                            Duration.ofMillis(windowMillis),
                            new LoadPlan.Windows(1, windows),
                            Duration.ofMillis(Math.max(5_000, 3 * intervalMillis))));
        }
    }

    @Test
    void lowRates() throws Exception {
        List<Row> rows = new ArrayList<>();
        for (Technique technique : Technique.values()) {
            rows.add(new Row(technique, 0.1, 10_000, 1, 500));
            rows.add(new Row(technique, 0.7, 10_000, 1, 500));
            rows.add(new Row(technique, 1.5, 2_000, 3, 500));
            rows.add(new Row(technique, 10, 1_000, 1, 500));
            rows.add(new Row(technique, 10, 2_500, 2, 500));
        }
        rows.add(new Row(Technique.POLLING, 0.1, 10_000, 1, 2_500));
        rows.add(new Row(Technique.POLLING, 1.5, 8_000, 1, 100));
        rows.add(new Row(Technique.POLLING, 10, 1_000, 1, 100));
        rows.add(new Row(Technique.POLLING, 10, 1_000, 1, 5_000));
        rows.add(new Row(Technique.POLLING, 10, 5_000, 1, 1_000));
        agreesWithArithmetic(rows);
    }

    /** So long that a machine that stalls for 80 ms at the end of the window leaves no more than two in a hundred for later. */
    @Test
    void aThousandEventsInASecond() throws Exception {
        for (Technique technique : Technique.values()) {
            agreesWithArithmetic(List.of(new Row(technique, 1_000, 4_000, 1, 500)));
        }
    }

    /** Code that runs for the first time keeps pollers waiting, who then leave polls out. */
    @BeforeAll
    static void warmUp() throws Exception {
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT)) {
            int number = 0;
            for (Technique technique : Technique.values()) {
                Load.run(new Row(technique, 200, 1_000, 1, 20).plan(server, number++), progress -> {});
            }
        }
    }

    private static void agreesWithArithmetic(List<Row> rows) throws Exception {
        Map<Row, CompletableFuture<LoadResult>> running = new LinkedHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT)) {
            for (Row row : rows) {
                LoadPlan plan = row.plan(server, running.size());
                running.put(row, CompletableFuture.supplyAsync(() -> Load.run(plan, progress -> {}), threads));
            }
            SoftAssertions softly = new SoftAssertions();
            for (Map.Entry<Row, CompletableFuture<LoadResult>> each : running.entrySet()) {
                check(softly, each.getKey(), each.getValue().get());
            }
            softly.assertAll();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void check(SoftAssertions softly, Row row, LoadResult result) {
        assertThat(result.failure()).as("%s", row).isEmpty();
        LoadResult.Window window = result.window();
        Second.Amounts amounts = window.amounts();
        softly.assertThat(window.nanos() / 1e9).as("%s: length", row).isEqualTo(row.seconds());
        softly.assertThat(result.published().windowEvents())
                .as("%s: events due", row)
                .isEqualTo(row.events());
        softly.assertThat(result.published().windowEvents() / (window.nanos() / 1e9))
                .as("%s: events due by the window's length", row)
                .isCloseTo(row.rate(), withPercentage(1e-9));
        softly.assertThat(result.expected()).as("%s: expected", row).isEqualTo(row.events() * USERS);
        softly.assertThat(result.deliveries().delivered())
                .as("%s: delivered", row)
                .isEqualTo(result.expected());
        softly.assertThat(result.latencies().latency().getTotalCount())
                .as("%s: latencies", row)
                .isEqualTo(result.expected());
        softly.assertThat((double) amounts.arrivals())
                .as("%s: arrivals in the window", row)
                .isCloseTo((double) result.expected(), withPercentage(WITHIN_PERCENT));
        checkTraffic(softly, row, amounts);
        checkSeconds(softly, row, result.seconds());
    }

    private static void checkTraffic(SoftAssertions softly, Row row, Second.Amounts amounts) {
        Traffic traffic = amounts.traffic();
        double deliveries = amounts.arrivals();
        softly.assertThat(traffic.down().payload() / deliveries)
                .as("%s: payload of a delivery", row)
                .isEqualTo(EVENT_BYTES);
        softly.assertThat(traffic.openings())
                .as("%s: streams opened in the window", row)
                .isZero();
        softly.assertThat(amounts.opened())
                .as("%s: connections opened in the window", row)
                .isZero();
        softly.assertThat(traffic.up().handshake() + traffic.down().handshake())
                .as("%s: handshakes in the window", row)
                .isZero();
        double requests = traffic.requests() / deliveries;
        switch (row.technique()) {
            case POLLING ->
                softly.assertThat(requests)
                        .as("%s: requests of a delivery", row)
                        .isCloseTo(1e3 / row.intervalMillis() / row.rate(), withPercentage(WITHIN_PERCENT));
            case LONG_POLLING -> {
                if (row.rate() <= 10) { // above, an answer may hold several events
                    softly.assertThat(requests)
                            .as("%s: requests of a delivery", row)
                            .isCloseTo(1, withPercentage(WITHIN_PERCENT));
                }
                softly.assertThat(requests)
                        .as("%s: requests of a delivery", row)
                        .isBetween(0.001, 1.02);
            }
            case STREAMING, SSE, WEBSOCKET ->
                softly.assertThat(requests)
                        .as("%s: requests of a delivery", row)
                        .isZero();
        }
        if (!row.technique().isPush()) {
            softly.assertThat(traffic.up().head() / (double) traffic.requests())
                    .as("%s: bytes of a request", row)
                    .isBetween(50.0, 120.0);
        }
    }

    /** Whole seconds and the rest of a window, one right after the other, and then the drain. */
    private static void checkSeconds(SoftAssertions softly, Row row, List<Second> seconds) {
        long endNanos = 0;
        for (Second second : seconds) {
            softly.assertThat(second.offsetNanos())
                    .as("%s: begins where the last ended", row)
                    .isEqualTo(endNanos);
            endNanos = second.offsetNanos() + second.lengthNanos();
        }
        softly.assertThat(seconds.get(seconds.size() - 1).part())
                .as("%s: the last", row)
                .isEqualTo(Second.Part.DRAIN);
        softly.assertThat(seconds.subList(0, seconds.size() - 1))
                .as("%s: all others", row)
                .allMatch(second -> second.part() == Second.Part.WINDOW && second.lengthNanos() <= 1_000_000_000L);
    }
}
