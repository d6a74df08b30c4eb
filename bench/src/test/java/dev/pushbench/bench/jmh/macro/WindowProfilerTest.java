package dev.pushbench.bench.jmh.macro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.Loads;
import dev.pushbench.bench.result.Evidence;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.Latencies;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.client.measure.WireBytes;
import dev.pushbench.protocol.Technique;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/** What the profilers say of two forks with two windows each, once JMH has put them together. */
final class WindowProfilerTest {
    private static final Cell CELL = JmhResults.cell(Technique.WEBSOCKET);

    @AfterEach
    void forget() {
        WindowOutcome.forget();
    }

    @ParameterizedTest
    @CsvSource({
        "connections.opened, 11, 21, 32",
        "connections.peak, 12, 22, 22",
        "connections.peak, 22, 12, 22",
        "connections.closed_by_user, 13, 23, 36",
        "connections.closed_by_server, 14, 24, 38",
        "connections.failed, 15, 25, 40",
        "connections.reconnected, 16, 26, 42"
    })
    void connectionsAddUpOverForksButTheirPeakIsTheHighest(String label, long first, long second, double both) {
        assertThat(figure(new ConnectionsProfiler(), label, connections(label, first), connections(label, second)))
                .isEqualTo(both);
    }

    @Test
    void bytesPerDeliveryAreOfAllForksTogether() {
        TrialOutcome small = outcome(deliveries(10), ConnectionCounts.NONE, traffic(100));
        TrialOutcome large = outcome(deliveries(90), ConnectionCounts.NONE, traffic(2_000));

        assertThat(figure(new WireProfiler(), "wire.payload", small, large)).isEqualTo(21);
        assertThat(figure(new WireProfiler(), "wire.framing", small, large)).isZero();
        assertThat(figure(new WireProfiler(), "wire.down", small, large)).isEqualTo(2_100);
        assertThat(figure(new WireProfiler(), "wire.up", small, large)).isZero();
        assertThat(figure(new WireProfiler(), "requests", small, large)).isEqualTo(0.06);
    }

    @Test
    void deliveriesAndVerdictsAddUpOverForks() {
        TrialOutcome flawless = outcome(deliveries(10), ConnectionCounts.NONE, Traffic.NONE);
        TrialOutcome lossy = outcome(new Deliveries(8, 8, 2, 1, 1, 0, 0), ConnectionCounts.NONE, Traffic.NONE);

        assertThat(figure(new ValidityProfiler(), "deliveries.expected", flawless, lossy))
                .isEqualTo(20);
        assertThat(figure(new ValidityProfiler(), "deliveries.delivered", flawless, lossy))
                .isEqualTo(18);
        assertThat(figure(new ValidityProfiler(), "deliveries.missing", flawless, lossy))
                .isEqualTo(2);
        assertThat(figure(new ValidityProfiler(), "validity.invalid", flawless, lossy))
                .isEqualTo(1);
        assertThat(figure(new ValidityProfiler(), "validity.noisy", flawless, lossy))
                .isZero();
    }

    @Test
    void latencyIsOfEveryWindowAndOtherDurationsAreOfTheTrial() {
        BenchmarkResult fork =
                fork(new LatencyProfiler(), outcome(deliveries(10), ConnectionCounts.NONE, Traffic.NONE));

        assertThat(JmhResults.figure("latency.count", fork).getScore()).isEqualTo(2 * 100);
        assertThat(JmhResults.figure("service.count", fork).getScore()).isEqualTo(1);
        assertThat(JmhResults.labels(fork)).doesNotContain("connect", "rearm_gap");
    }

    @Test
    void whatWasNotSeenHasNoCost() {
        assertThat(after(new CostProfiler())).isEmpty();
        assertThat(results(new CostProfiler(), true, outcome(deliveries(1), ConnectionCounts.NONE, Traffic.NONE)))
                .isEmpty();
    }

    @Test
    void aWarmUpHasNoFigures() {
        new WindowOutcome(CELL, recorded(100), Optional.empty()).keep();
        before(new LatencyProfiler());

        assertThat(after(new LatencyProfiler())).isEmpty();
    }

    @SuppressWarnings("NullAway") // what JMH tells of an iteration is not looked at
    private static void before(WindowProfiler profiler) {
        profiler.beforeIteration(null, null);
    }

    @SuppressWarnings({"NullAway", "rawtypes"}) // as above
    private static Collection<? extends Result> after(WindowProfiler profiler) {
        return profiler.afterIteration(null, null, null);
    }

    private static double figure(WindowProfiler profiler, String label, TrialOutcome first, TrialOutcome second) {
        return JmhResults.figure(label, fork(profiler, first), fork(profiler, second))
                .getScore();
    }

    private static BenchmarkResult fork(WindowProfiler profiler, TrialOutcome outcome) {
        return JmhResults.fork(results(profiler, false, outcome), results(profiler, true, outcome));
    }

    @SuppressWarnings("unchecked") // JMH's results are raw
    private static List<Result<?>> results(WindowProfiler profiler, boolean last, TrialOutcome outcome) {
        WindowOutcome window = new WindowOutcome(CELL, recorded(100), Optional.empty());
        (last ? window.of(outcome) : window).keep();
        return List.copyOf((Collection<Result<?>>) (Collection<?>) after(profiler));
    }

    /** A trial with one count that is not zero. */
    private static TrialOutcome connections(String label, long count) {
        return outcome(
                deliveries(1),
                new ConnectionCounts(
                        label.endsWith("opened") ? count : 0,
                        label.endsWith("peak") ? count : 0,
                        label.endsWith("by_user") ? count : 0,
                        label.endsWith("by_server") ? count : 0,
                        label.endsWith("failed") ? count : 0,
                        label.endsWith("reconnected") ? count : 0),
                Traffic.NONE);
    }

    private static Deliveries deliveries(long count) {
        return new Deliveries(count, count, 0, 0, 0, 0, 0);
    }

    private static Traffic traffic(long payload) {
        return new Traffic(WireBytes.NONE, new WireBytes(payload, 0, 0, 0, 0, 0), 3, 0, 0, 0, 0);
    }

    private static TrialOutcome outcome(Deliveries deliveries, ConnectionCounts connections, Traffic traffic) {
        Histogram none = new Histogram(3);
        LoadResult load = new LoadResult(
                new LoadResult.Published(10, 10, 0, 0, Optional.empty()),
                10,
                deliveries,
                new Latencies(recorded(1), recorded(1), none, none, none, OptionalLong.empty()),
                traffic,
                connections,
                Loads.window(deliveries.delivered(), traffic, 0),
                List.of(),
                Optional.empty());
        return new TrialOutcome(load, Evidence.NONE, Optional.empty());
    }

    private static Histogram recorded(long count) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(1_000, count);
        return histogram;
    }
}
