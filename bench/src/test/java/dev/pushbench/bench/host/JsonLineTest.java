package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.client.Conduct;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.Scene;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.EventCluster;
import dev.pushbench.client.measure.Flight;
import dev.pushbench.client.measure.Latencies;
import dev.pushbench.client.measure.Life;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.Second;
import dev.pushbench.client.measure.TlsHandshakes;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.client.measure.WireBytes;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonLineTest {
    private static final LoadResult.Published PUBLISHED = new LoadResult.Published(1, 2, 3, 4, Optional.empty());
    private static final Traffic TRAFFIC =
            new Traffic(new WireBytes(1, 2, 3, 4, 5, 6), new WireBytes(7, 8, 9, 10, 11, 12), 13, 14, 15, 16, 17);

    @ParameterizedTest
    @EnumSource(Technique.class)
    void aPlanSurvives(Technique technique) throws Exception {
        assertSurvives(
                plan(
                        technique,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 65_535),
                        new LoadPlan.Requests(HeaderProfile.BROWSER, false)),
                LoadPlan.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost", "2001:db8::7"})
    void anAddressSurvives(String host) throws Exception {
        assertSurvives(new InetSocketAddress(InetAddress.getByName(host), 80), InetSocketAddress.class);
    }

    /** Another process may look it up otherwise, or not at all. */
    @Test
    void aNameIsNotLookedUpAgain() throws Exception {
        InetAddress found = InetAddress.getByAddress("nobody.invalid", new byte[] {127, 0, 0, 9});

        LoadPlan plan = plan(Technique.SSE, new InetSocketAddress(found, 80), LoadPlan.Requests.MINIMAL);

        assertThat(JsonLine.read(JsonLine.of(plan), LoadPlan.class)).isEqualTo(plan);
    }

    @Test
    void anEmptyResultSurvives() {
        assertSurvives(
                new LoadResult(
                        PUBLISHED,
                        0,
                        Deliveries.NONE,
                        new Latencies(
                                new Histogram(3),
                                new Histogram(3),
                                new Histogram(3),
                                new Histogram(3),
                                new Histogram(3),
                                OptionalLong.empty()),
                        Traffic.NONE,
                        ConnectionCounts.NONE,
                        List.of(),
                        List.of(),
                        Optional.empty()),
                LoadResult.class);
    }

    @Test
    void aResultWithEverythingSurvives() {
        LoadResult result = new LoadResult(
                new LoadResult.Published(5, 4, 3, 2, Optional.of(new LoadResult.Idle(Long.MAX_VALUE, 1))),
                6,
                new Deliveries(1, 2, 3, 4, 5, 6, 7),
                new Latencies(
                        recorded(1, 1_000, 123_456_789, 3_600_000_000_000L),
                        recorded(2),
                        recorded(3),
                        recorded(0, 0, 4),
                        recorded(5),
                        OptionalLong.of(8)),
                TRAFFIC,
                new ConnectionCounts(1, 2, 3, 4, 5, 6, 7, 8),
                List.of(
                        new Second(Second.Part.WINDOW, 0, 1, recorded(9, 10), new Second.Amounts(2, TRAFFIC, 3), 4),
                        new Second(Second.Part.DRAIN, 1, 2, new Histogram(3), Second.Amounts.NONE, 7)),
                List.of(new EventCluster(5, recorded(6))),
                List.of(new Flight(1, 2, 3, 4)),
                Life.quiet(),
                Optional.of("\"broken\"\nÜ"),
                TlsHandshakes.none());

        assertSurvives(result, LoadResult.class);
        Histogram latency =
                JsonLine.read(JsonLine.of(result), LoadResult.class).latencies().latency();
        assertThat(latency.getTotalCount()).isEqualTo(4);
        assertThat(latency.getValueAtPercentile(50)).isEqualTo(1_000);
    }

    @ParameterizedTest
    @EnumSource(Load.Phase.class)
    void progressSurvives(Load.Phase phase) {
        assertSurvives(new Load.Progress(phase, 2, Long.MAX_VALUE), Load.Progress.class);
    }

    @Test
    void aSampleSurvivesWithPausesAndWithout() {
        JvmFigures jvm = new JvmFigures(1, 2, 2, 3, 4, Optional.empty(), new Hiccups(5, 6, 7, 8));

        assertSurvives(FakeServer.SAMPLE, ServerSample.class);
        assertSurvives(new ServerSample(FakeServer.SAMPLE.server(), jvm), ServerSample.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "null",
                "7",
                "[]",
                "{}",
                "{\"server\":null,\"jvm\":null}",
                "{\"server\":{},\"jvm\":{}}",
                "{\"unknown\":1}",
                "{\"progress\":{\"phase\":\"NONE\",\"connected\":1,\"arrived\":1}}",
                "[1.234s][info][gc] a line of the JVM"
            })
    void garbageIsRefused(String line) {
        assertThatThrownBy(() -> JsonLine.read(line, ServerSample.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a ServerSample: " + line);
    }

    @Test
    void aLineWithMoreThanAValueIsRefused() {
        String line = JsonLine.of(FakeServer.SAMPLE);

        assertThatThrownBy(() -> JsonLine.read(line + line, ServerSample.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonLine.read(line.substring(1), ServerSample.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonLine.read(line.substring(0, line.length() - 1), ServerSample.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"!\"", "\"\"", "\"aGVsbG8=\"", "7", "{}"})
    void whatIsNoHistogramIsRefused(String text) {
        String line = JsonLine.of(new Second(Second.Part.WINDOW, 0, 1, new Histogram(3), Second.Amounts.NONE, 4));
        String histogram = JsonLine.of(new Histogram(3));
        assertThat(line).contains(histogram);

        assertThatThrownBy(() -> JsonLine.read(line.replace(histogram, text), Second.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a Second: ");
    }

    private static <T> void assertSurvives(T value, Class<T> type) {
        String line = JsonLine.of(value);

        assertThat(line).doesNotContain("\n", "\r");
        assertThat(JsonLine.read(line, type)).isEqualTo(value);
    }

    @Test
    void whatBefallsUsersSurvives() {
        Scene scene = Scene.BROADCAST.withConduct(
                new Conduct(true, Duration.ofMillis(20), 2.5, new Conduct.Slow(0.1, 2_000), true));

        assertSurvives(scene, Scene.class);
    }

    private static LoadPlan plan(Technique technique, InetSocketAddress server, LoadPlan.Requests requests) {
        return new LoadPlan(
                technique,
                server,
                new RoomName("cell-1"),
                3,
                new LoadPlan.Publishing(0.1, 65_536),
                new LoadPlan.Reading(Duration.ofNanos(1_234_567), Duration.ofMillis(1)),
                requests,
                new LoadPlan.Timing(
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        Duration.ofNanos(1),
                        Duration.ofHours(24),
                        Duration.ofMillis(5)));
    }

    /** As a trial hands them out: of a subclass, with bounds of its own. */
    private static Histogram recorded(long... nanos) {
        SingleWriterRecorder recorder = Meter.recorder();
        for (long value : nanos) {
            Meter.record(recorder, value);
        }
        return recorder.getIntervalHistogram();
    }
}
