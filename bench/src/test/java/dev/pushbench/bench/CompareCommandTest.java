package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushbench.bench.result.Evidence;
import dev.pushbench.bench.result.Grade;
import dev.pushbench.bench.result.KeptRuns;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.result.Validity;
import dev.pushbench.bench.result.Validity.Cause;
import dev.pushbench.bench.result.Validity.Flaw;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Trial;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class CompareCommandTest {
    private static final Cell POLLING = KeptRuns.cells().get(0);
    private static final Cell STREAMING = KeptRuns.cells().get(2);
    private static final Cell SSE = KeptRuns.cells().get(3);

    @TempDir
    private Path folder;

    private record Answer(int exitCode, String out, String err) {}

    @Test
    void whatDiffersIsToldFromWhatDoesNot() throws Exception {
        Path base = kept(trials(STREAMING, 5, 0, 1));
        Path same = kept(trials(STREAMING, 5, 5, 1));
        Path slower = kept(trials(STREAMING, 5, 5, 2));

        assertThat(says(base, same, "latency_p50_us")).isEqualTo("~");
        assertThat(says(base, slower, "latency_p50_us")).isEqualTo("B higher");
        assertThat(says(slower, base, "latency_p50_us")).isEqualTo("B lower");
        assertThat(says(base, same, "requests_per_delivery")).isEqualTo("=");
        assertThat(says(base, base, "connections_peak")).isEqualTo("~");
    }

    @Test
    void withTooFewTrialsNothingIsClaimed() throws Exception {
        Path base = kept(trials(STREAMING, 3, 0, 1));
        Path slower = kept(trials(STREAMING, 3, 5, 10));

        assertThat(says(base, slower, "latency_p50_us")).isEqualTo("n too small");
        assertThat(says(base, slower, "requests_per_delivery")).isEqualTo("=");
    }

    @Test
    void rejectedTrialsDoNotCount() throws Exception {
        List<TrialResult> results = new ArrayList<>(trials(STREAMING, 3, 0, 1));
        trials(STREAMING, 2, 3, 1).forEach(trial -> results.add(trial.cutShort("loud")));

        JsonNode metric = json(kept(trials(STREAMING, 5, 5, 1)), kept(results))
                .path("cells")
                .path(0)
                .path("metrics")
                .path(0);

        assertThat(metric.path("n_a").asInt()).isEqualTo(5);
        assertThat(metric.path("n_b").asInt()).isEqualTo(3);
    }

    @Test
    void aTableNamesBothRunsAndWhatOnlyOneHas() throws Exception {
        List<TrialResult> both = new ArrayList<>(trials(STREAMING, 2, 0, 1));
        both.addAll(trials(POLLING, 2, 2, 1));
        List<TrialResult> others = new ArrayList<>(trials(STREAMING, 2, 0, 1));
        others.addAll(trials(SSE, 2, 4, 1));

        Answer answer = compare(kept(both).toString(), kept(others).toString());

        assertThat(answer.err()).isEmpty();
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out().lines())
                .containsExactly(
                        "A: 20260304T050607Z-0123456-default",
                        "B: 20260304T050607Z-0123456-default-2",
                        "",
                        "cell                     metric                             A        B    B/A  95 % interval",
                        "streaming-100u-10r-128b  latency_p50_us                  1007     1007  1.000              -  n too small",
                        "streaming-100u-10r-128b  latency_p99_us                 10620    10620  1.000              -  n too small",
                        "streaming-100u-10r-128b  overhead_bytes_per_delivery  2.05575  2.05575  1.000              -  n too small",
                        "streaming-100u-10r-128b  requests_per_delivery         0.0105   0.0105  1.000              -  =",
                        "streaming-100u-10r-128b  connections_peak                91.5     91.5  1.000              -  n too small",
                        "Only in A: polling-100u-10r-128b-500ms",
                        "Only in B: sse-100u-10r-128b");
    }

    @Test
    void whatIsCountedIsComparedWhereNoLatencyIsAResult() throws Exception {
        List<TrialResult> late = trials(STREAMING, 5, 0, 1).stream()
                .map(trial -> new TrialResult(
                        trial.trial(),
                        new Validity(List.of(new Cause(Flaw.SERVER_HICCUPS, Grade.INVALID, "woken late"))),
                        trial.load(),
                        trial.evidence()))
                .toList();
        Path base = kept(trials(STREAMING, 5, 0, 1));
        Path busy = kept(late);

        Answer answer = compare(base.toString(), busy.toString());

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).containsPattern("latency_p50_us +VALID +INVALID +- +- +not compared");
        assertThat(says(base, busy, "latency_p50_us")).isEqualTo("not compared");
        assertThat(says(base, busy, "requests_per_delivery")).isEqualTo("=");
        assertThat(json(base, busy).at("/cells/0/metrics/0/says").asText()).isEqualTo("not_compared");
    }

    @Test
    void anInvalidCellIsShownAndNotCompared() throws Exception {
        List<TrialResult> bad = trials(STREAMING, 5, 0, 1).stream()
                .map(trial -> trial.cutShort("the server died"))
                .toList();

        Answer answer =
                compare(kept(trials(STREAMING, 5, 0, 1)).toString(), kept(bad).toString());

        assertThat(answer.exitCode()).isEqualTo(5);
        assertThat(answer.out())
                .contains("validity  VALID  INVALID")
                .contains("not compared")
                .doesNotContain("latency");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "manifest.json | \"suite\" : \"default\"  | \"suite\" : \"smoke\"   | suite default against smoke",
                "manifest.json | \"processors\" : NUMBER  | \"processors\" : 77     | cores NUMBER against 77",
                "manifest.json | \"version\" : \"25\"     | \"version\" : \"26\"    | generator's JVM 25 against 26",
                "manifest.json | \"-Xmx1g\"               | \"-Xmx2g\"              | server's JVM 17 -Xmx1g against 17 -Xmx2g",
                "manifest.json | \"pinning\" :            | \"handicap\":\"--handicap-cpu 1.0\",\"pinning\": | handicap none against --handicap-cpu 1.0",
                "manifest.json | \"pinning\" :            | \"variant\":\"--ws-api undertow\",\"pinning\": | variant none against --ws-api undertow",
                "manifest.json | not pinned: why not      | server on 0             | pinning not pinned: why not against server on 0",
                "summary.csv   | ,1,3000,3,               | ,1,4000,3,              | window_ms 3000 against 4000",
            })
    void runsOfDifferentConditionsAreRefusedUnlessAskedFor(String file, String before, String after, String difference)
            throws Exception {
        String cores = Integer.toString(Runtime.getRuntime().availableProcessors());
        Path base = kept(trials(STREAMING, 2, 0, 1));
        Path other = kept(trials(STREAMING, 2, 0, 1));
        Path changed = other.resolve(file);
        String text = Files.readString(changed);
        assertThat(text).contains(before.replace("NUMBER", cores));
        Files.writeString(changed, text.replace(before.replace("NUMBER", cores), after));

        Answer refused = compare(base.toString(), other.toString());
        Answer anyway = compare("--anyway", base.toString(), other.toString());

        String told = difference.replace("NUMBER", cores);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .isEqualTo("pushbench: compare: not the same in both: " + told + "; --anyway compares all the same"
                        + System.lineSeparator());
        assertThat(anyway.exitCode()).isZero();
        assertThat(anyway.out()).contains("Not the same: " + told).contains("latency_p50_us");
    }

    @Test
    void mistakesAreOneLine() throws Exception {
        Path run = kept(trials(STREAMING, 2, 0, 1));
        Path stranger = kept(trials(SSE, 2, 0, 1));

        assertThat(compare(run.toString(), folder + "/nowhere").err())
                .isEqualTo("pushbench: " + folder + "/nowhere: no such directory" + System.lineSeparator());
        assertThat(compare(run.toString(), stranger.toString()).err())
                .isEqualTo(
                        "pushbench: compare: no cell is in both " + run + " and " + stranger + System.lineSeparator());
        assertThat(compare(run.toString(), "a\0b").err())
                .isEqualTo("pushbench: <B>: not a path, was 'a?b', allowed: the directory of a run"
                        + System.lineSeparator());
        assertThat(compare(run.toString()).exitCode()).isEqualTo(2);
    }

    private static List<TrialResult> trials(Cell cell, int forks, long firstSeed, double factor) {
        List<TrialResult> results = new ArrayList<>();
        for (int fork = 1; fork <= forks; fork++) {
            results.add(TrialResult.of(
                    new Trial(fork, fork, cell), KeptRuns.load(firstSeed + fork, factor), Evidence.NONE));
        }
        return results;
    }

    private Path kept(List<TrialResult> results) throws Exception {
        return KeptRuns.kept(folder, results);
    }

    private static String says(Path base, Path other, String metric) {
        return compare(base.toString(), other.toString())
                .out()
                .lines()
                .filter(line -> line.contains(metric))
                .map(line -> line.replaceFirst(".*  (?=\\S)", ""))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(Path base, Path other) throws Exception {
        return new ObjectMapper()
                .readTree(compare("--json", base.toString(), other.toString()).out());
    }

    private static Answer compare(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                Pushbench.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        List<String> words = new ArrayList<>(List.of("compare"));
        words.addAll(List.of(arguments));
        int exitCode = commandLine.execute(words.toArray(new String[0]));
        return new Answer(exitCode, out.toString(), err.toString());
    }
}
