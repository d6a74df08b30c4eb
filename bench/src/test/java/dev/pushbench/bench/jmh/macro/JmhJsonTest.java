package dev.pushbench.bench.jmh.macro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushbench.bench.result.FigureGroup;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.protocol.Technique;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Trials of two cells that took turns: 1, 3 and 5 of the one, 2 and 4 of the other. */
final class JmhJsonTest {
    private static final Cell POLLING = JmhResults.cell(Technique.POLLING);
    private static final Cell WEBSOCKET = JmhResults.cell(Technique.WEBSOCKET);

    private final List<Trial> trials = List.of(
            new Trial(1, 1, POLLING),
            new Trial(2, 1, WEBSOCKET),
            new Trial(3, 2, POLLING),
            new Trial(4, 2, WEBSOCKET),
            new Trial(5, 3, POLLING));
    private final Map<Trial, RunResult> results = new LinkedHashMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void measure() {
        for (Trial trial : trials) {
            List<Result<?>> window = List.of(
                    new HistogramResult("latency", recorded(10_000L * trial.number()), 10),
                    new RatioResult("server.cpu", 1, 0, "us/delivery"),
                    WindowProfiler.sum("wire.up", 7, "B"));
            results.put(
                    trial,
                    JmhResults.run(JmhResults.fork(trial.cell().technique().id(), window, window)));
        }
    }

    @Test
    void aCellIsAnEntryAndItsTrialsAreItsForks() throws IOException {
        JsonNode entries = written(trials);

        assertThat(entries).hasSize(2);
        assertThat(entries)
                .extracting(entry -> entry.at("/params/technique").textValue())
                .containsExactly("polling", "websocket");
        assertThat(entries).extracting(entry -> entry.path("forks").intValue()).containsExactly(3, 2);
        assertThat(entries).allSatisfy(entry -> {
            int forks = entry.path("forks").intValue();
            assertThat(entry.at("/primaryMetric/rawData")).hasSize(forks).allMatch(windows -> windows.size() == 2);
            assertThat(entry.at("/secondaryMetrics/latency/rawData")).hasSize(forks);
            assertThat(figure(entry, "latency.count")).isEqualTo(200 * forks);
            assertThat(figure(entry, "latency.p50")).isPositive();
            assertThat(figure(entry, "latency.p90")).isPositive();
        });
        assertThat(figure(entries.get(0), "latency.max")).isCloseTo(50, within(0.1));
        assertThat(figure(entries.get(1), "latency.max")).isCloseTo(40, within(0.1));
    }

    @Test
    void aTrialThatDoesNotCountIsLeftOut() throws IOException {
        JsonNode entries = written(trials.subList(0, 4));

        assertThat(entries).extracting(entry -> entry.path("forks").intValue()).containsExactly(2, 2);
        assertThat(figure(entries.get(0), "latency.max")).isCloseTo(30, within(0.1));
    }

    @Test
    void aCellOfWhichNoneCountsHasAll() throws IOException {
        JsonNode entries = written(List.of(trials.get(1)));

        assertThat(entries).extracting(entry -> entry.path("forks").intValue()).containsExactly(3, 1);
    }

    @Test
    void flagsAreThoseOfTheForkButWhatConnectedItToUs() throws IOException {
        assertThat(written(trials))
                .allSatisfy(entry -> assertThat(entry.path("jvmArgs"))
                        .extracting(JsonNode::textValue)
                        .containsExactly("-Xmx9m", "-Xint"));
    }

    @Test
    void aRatioOfNothingIsStillJson() throws IOException {
        assertThat(written(trials).at("/0/secondaryMetrics/server.cpu/score").asText())
                .isEqualTo("NaN");
    }

    @Test
    void nothingMeasuredIsAnEmptyList() throws IOException {
        results.clear();

        assertThat(written(trials)).isEmpty();
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsToldOnOneLine() {
        Path place = folder.resolve("none").resolve("jmh.json");

        assertThatThrownBy(() ->
                        JmhJson.write(place, JmhJson.merged(results, Map.of(FigureGroup.EXACT, Set.copyOf(trials)))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("results cannot be written to " + place + ": ");
    }

    @Test
    void aTrialThatDoesNotCountForLatencyHasTheOtherFigures() throws IOException {
        JsonNode entries = written(Map.of(
                FigureGroup.EXACT, Set.copyOf(trials),
                FigureGroup.LATENCY, Set.copyOf(trials.subList(0, 4)),
                FigureGroup.COST, Set.copyOf(trials)));

        assertThat(entries).extracting(entry -> entry.path("forks").intValue()).containsExactly(3, 2);
        assertThat(figure(entries.get(0), "latency.max")).isCloseTo(30, within(0.1));
        assertThat(figure(entries.get(0), "latency.count")).isEqualTo(2 * 200);
        assertThat(figure(entries.get(0), "wire.up")).isEqualTo(3 * 2 * 7);
        assertThat(entries.get(0).at("/primaryMetric/rawData")).hasSize(3);
    }

    private JsonNode written(List<Trial> counted) throws IOException {
        Set<Trial> all = Set.copyOf(counted);
        return written(Map.of(FigureGroup.EXACT, all, FigureGroup.LATENCY, all, FigureGroup.COST, all));
    }

    private JsonNode written(Map<FigureGroup, Set<Trial>> counted) throws IOException {
        Path file = folder.resolve("jmh.json");
        JmhJson.write(file, JmhJson.merged(results, counted));
        return new ObjectMapper().readTree(file.toFile());
    }

    private static double figure(JsonNode entry, String label) {
        return entry.path("secondaryMetrics").path(label).path("score").doubleValue();
    }

    private static Histogram recorded(long nanos) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(nanos, 100);
        return histogram;
    }
}
