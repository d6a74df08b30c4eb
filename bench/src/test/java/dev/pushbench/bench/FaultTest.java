package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A run whose processes, disk or clock fail under it: it ends in time, with one line that says what happened, keeps what it measured, and
 * leaves no process and no temporary file.
 */
@Execution(ExecutionMode.CONCURRENT)
@Tag("thorough")
@Timeout(120)
@EnabledOnOs(OS.LINUX)
final class FaultTest {
    private static final Duration LONGEST = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    /** How a run ended, and what it had said. */
    private record Ended(int exitCode, String out, String err) {
        /** The last line on stderr, which is why it ended. */
        String reason() {
            return err.lines().reduce("", (before, last) -> last);
        }
    }

    @Test
    void aServerThatIsFrozenEndsItsTrialInTimeAndIsNotLeftFrozen() throws Exception {
        List<ProcessHandle> all = new ArrayList<>();
        Ended ended = run(
                List.of(),
                run -> {
                    run.descendants().forEach(all::add);
                    all.stream()
                            .filter(child -> CommandLines.of(child).contains(".ServerChild"))
                            .forEach(server -> signal("STOP", server));
                },
                options("--techniques", "websocket", "--users", "3", "--window", "10m", "--rate", "50"));

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(5);
        assertThat(ended.err())
                .containsPattern("INVALID: the (trial did not finish: the )?server (does not answer|said nothing)");
        assertThat(all).hasSize(2).noneMatch(ProcessHandle::isAlive);
        assertThat(rows(onlyRun()))
                .singleElement()
                .satisfies(row -> assertThat(row.getField("validity")).isEqualTo("INVALID"));
    }

    @Test
    void aServerWithoutMemoryDiesAndTheRunSaysOfWhat() throws Exception {
        Ended ended = run(
                List.of(),
                run -> {},
                options(
                        List.of("-Xms10m", "-Xmx10m"),
                        "--techniques",
                        "long-polling",
                        "--users",
                        "2000",
                        "--window",
                        "10m",
                        "--rate",
                        "50"));

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(5);
        assertThat(ended.err())
                .containsPattern("pushbench: long-polling-2000u-\\S+: the server died \\(exit code 3\\): "
                        + "Terminating due to java.lang.OutOfMemoryError: ");
        assertThat(rows(onlyRun()))
                .singleElement()
                .satisfies(row -> assertThat(row.getField("causes")).contains("java.lang.OutOfMemoryError"));
    }

    @Test
    void aDiskThatFillsUpKeepsTheTrialsThatWereWritten() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(isMountable(disk)).as("a small file system can be mounted").isTrue();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        String mountAndRun = "mount -t tmpfs -o size=160k none '" + disk + "' && \"$@\"; code=$?; cp -a '" + disk
                + "/.' '" + copy + "'; exit $code";

        List<String> words = new ArrayList<>(options(
                "--techniques",
                "websocket,sse,streaming,long-polling",
                "--users",
                "3",
                "--window",
                "300ms",
                "--rate",
                "50"));
        words.set(words.indexOf(folder.toString()), disk.toString());
        Ended ended = run(List.of("unshare", "-rm", "sh", "-c", mountAndRun, "sh"), run -> {}, words);

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(5);
        assertThat(ended.reason())
                .startsWith("pushbench: results cannot be written to ")
                .endsWith(": No space left on device");
        assertThat(ended.err().lines().filter(line -> line.startsWith("pushbench: ")))
                .hasSize(1);
        try (var runs = Files.list(copy)) {
            List<Path> kept = runs.toList();
            assertThat(kept)
                    .singleElement()
                    .satisfies(run -> assertThat(run.getFileName().toString()).doesNotStartWith("."));
            assertThat(ended.out())
                    .contains("Results: " + disk.resolve(kept.get(0).getFileName()));
            assertThat(rows(kept.get(0))).isNotEmpty().hasSizeLessThan(4);
            assertThat(manifest(kept.get(0)).path("complete").asBoolean(true)).isFalse();
            try (var files = Files.list(kept.get(0))) {
                assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("."));
            }
        }
    }

    /**
     * Of a clock that jumps back by an hour in every process as the window begins. The monotonic clock goes on, as it does where somebody
     * sets the time.
     */
    @Test
    void aWallClockThatIsSetChangesNoFigure() throws Exception {
        Path library = folder.resolve("stepped-clock.so");
        assumeThat(isCompiled(library)).as("there is a C compiler").isTrue();
        Path out = Files.createDirectory(folder.resolve("out"));
        List<String> words = new ArrayList<>(
                options("--techniques", "long-polling", "--users", "5", "--window", "3s", "--rate", "50"));
        words.set(words.indexOf(folder.toString()), out.toString());

        Path step = folder.resolve("step");
        Ended ended = run(List.of("env", "LD_PRELOAD=" + library, "STEP_FILE=" + step), run -> touch(step), words);

        assertThat(ended.exitCode()).as(ended.err()).isIn(0, 5);
        Path run;
        try (var runs = Files.list(out)) {
            run = runs.toList().get(0);
        }
        JsonNode manifest = manifest(run);
        Instant start = Instant.parse(manifest.at("/start/at").asText());
        assertThat(Instant.parse(manifest.path("end").asText()))
                .as("the clock was set")
                .isBefore(start.minusSeconds(3_000));
        assertThat(rows(run)).singleElement().satisfies(row -> {
            assertThat(row.getField("causes")).doesNotContainPattern("deliver|bytes|connection|finish");
            assertThat(row.getField("delivered")).isEqualTo(Integer.toString(5 * 150));
            assertThat(Double.parseDouble(row.getField("latency_p50_us"))).isBetween(1.0, 60e6);
            assertThat(Double.parseDouble(row.getField("server_cpu_us_per_delivery")))
                    .isPositive();
        });
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean isMountable(Path place) throws Exception {
        return new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "none", place.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static boolean isCompiled(Path library) throws Exception {
        Path source = library.resolveSibling("stepped-clock.c");
        try (InputStream in = FaultTest.class.getResourceAsStream("stepped-clock.c")) {
            Files.copy(Optional.ofNullable(in).orElseThrow(), source);
        }
        try {
            return new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noCompiler) {
            return false;
        }
    }

    private List<String> options(String... options) {
        return options(List.of(), options);
    }

    private List<String> options(List<String> serverFlags, String... options) {
        List<String> words = new ArrayList<>(
                List.of("run", "--warmup", "100ms", "--windows", "1", "--long-poll-wait", "1s", "--no-pin", "--out"));
        words.addAll(words.indexOf("--warmup"), Program.lightProcesses(serverFlags));
        words.add(folder.toString());
        words.addAll(List.of(options));
        return words;
    }

    /**
     * Runs to the end.
     *
     * @param prefix words before those of the command
     * @param whenMeasuring is called when the first window begins
     */
    private static Ended run(List<String> prefix, Consumer<ProcessHandle> whenMeasuring, List<String> options)
            throws Exception {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(Program.light(options));
        Path out = Files.createTempFile("fault-out", "");
        Process process =
                new ProcessBuilder(command).redirectOutput(out.toFile()).start();
        StringBuilder err = new StringBuilder();
        boolean told = false;
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                err.append(line).append('\n');
                if (!told && line.contains("measuring")) {
                    told = true;
                    whenMeasuring.accept(process.toHandle());
                }
            }
            assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), Files.readString(out), err.toString());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.delete(out);
        }
    }

    private static void signal(String signal, ProcessHandle process) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<NamedCsvRecord> rows(Path directory) throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(directory.resolve("summary.csv"))) {
            return csv.stream().toList();
        }
    }

    private static JsonNode manifest(Path directory) throws IOException {
        return new ObjectMapper().readTree(directory.resolve("manifest.json").toFile());
    }

    private Path onlyRun() throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all)
                    .singleElement()
                    .satisfies(path -> assertThat(path.getFileName().toString()).doesNotStartWith("."));
            return all.get(0);
        }
    }
}
