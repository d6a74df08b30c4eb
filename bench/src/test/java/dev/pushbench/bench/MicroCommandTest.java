package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushbench.bench.jmh.MicroSuite;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command as users have it: in a process of its own, with JMH's forks. */
@Timeout(60)
final class MicroCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private record Answer(int exitCode, String out, String err) {}

    @Test
    void aBenchmarkBecomesARowAndAResultOfJmh() throws Exception {
        Answer answer = answer(wholeClassPath(), "--quick", "--filter", "RoomBenchmark.append");

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(answer.out().lines().toList())
                .satisfiesExactly(
                        header -> assertThat(header.split(" +")).containsExactly("benchmark", "ns/op", "±", "B/op"),
                        row -> assertThat(row).matches("RoomBenchmark\\.append +[0-9.]+ +([0-9.]+|-) +[1-9][0-9]*"),
                        empty -> assertThat(empty).isEmpty(),
                        results -> assertThat(results).isEqualTo("Results: " + onlyDirectory()));
        JsonNode result = jmhResults();
        assertThat(result).hasSize(1);
        assertThat(result.at("/0/benchmark").asText()).isEqualTo("dev.pushbench.bench.jmh.RoomBenchmark.append");
        assertThat(result.at("/0/primaryMetric/scoreUnit").asText()).isEqualTo("ns/op");
        assertThat(result.at("/0/secondaryMetrics/gc.alloc.rate.norm/score").asDouble())
                .isGreaterThanOrEqualTo(128);
        assertThat(manifest().get("complete").asBoolean()).isTrue();
        assertThat(manifest().get("suite").asText()).isEqualTo("micro");
        assertThat(onlyDirectory().getFileName().toString()).endsWith("-micro");
    }

    @Test
    void aBenchmarkThatThrowsIsNamedAndTheOthersAreKept() throws Exception {
        Answer answer = answer(
                classPathWithout("HdrHistogram"),
                "--quick",
                "--json",
                "--filter",
                "LedgerBenchmark.delivery|EventBenchmark.encode");

        assertThat(answer.exitCode()).as(answer.err()).isEqualTo(5);
        assertThat(answer.err()).contains("pushbench: no figure of LedgerBenchmark.delivery: ");
        assertThat(MAPPER.readTree(answer.out()).at("/benchmarks"))
                .extracting(figure -> figure.get("benchmark").asText())
                .containsExactly("EventBenchmark.encode");
        assertThat(jmhResults()).hasSize(1);
        assertThat(manifest().get("complete").asBoolean()).isFalse();
        assertThat(manifest().get("failure_reason").asText()).contains("LedgerBenchmark.delivery");
    }

    @Test
    void aFilterThatIsNoExpressionIsOneLine() {
        assertUsage(
                "(",
                "pushbench: --filter: not a regular expression (Unclosed group), was '(', allowed: what"
                        + " java.util.regex.Pattern takes");
    }

    @Test
    void aFilterThatFindsNothingIsOneLineWithAllNames() {
        assertUsage(
                "nope",
                "pushbench: --filter: found in no name, was 'nope', allowed: what is found in "
                        + String.join(", ", MicroSuite.names()));
    }

    private void assertUsage(String filter, String line) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine program =
                Pushbench.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        Path none = folder.resolve("none");

        assertThat(program.execute("micro", "--filter", filter, "--out", none.toString()))
                .isEqualTo(2);
        assertThat(err).hasToString(line + System.lineSeparator());
        assertThat(out).hasToString("");
        assertThat(none).doesNotExist();
    }

    private Answer answer(String classPath, String... options) throws Exception {
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                Pushbench.class.getName(),
                "micro",
                "--out",
                folder.resolve("results").toString()));
        words.addAll(List.of(options));
        Process process = new ProcessBuilder(words)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static String wholeClassPath() {
        return System.getProperty("java.class.path");
    }

    private static String classPathWithout(String library) {
        return Arrays.stream(wholeClassPath().split(File.pathSeparator))
                .filter(entry -> !entry.contains(library))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private JsonNode jmhResults() throws IOException {
        return MAPPER.readTree(onlyDirectory().resolve("jmh.json").toFile());
    }

    private JsonNode manifest() throws IOException {
        return MAPPER.readTree(onlyDirectory().resolve("manifest.json").toFile());
    }

    private Path onlyDirectory() throws IOException {
        try (Stream<Path> directories = Files.list(folder.resolve("results"))) {
            return directories.collect(Collectors.collectingAndThen(Collectors.toList(), all -> {
                assertThat(all).hasSize(1);
                return all.get(0);
            }));
        }
    }
}
