package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process, of which one of its processes, or itself, is killed in the middle of a window. */
@Tag("thorough")
@Timeout(120)
@EnabledOnOs(OS.LINUX)
final class KilledRunTest {
    @TempDir
    private Path folder;

    @Test
    void aLoadGeneratorThatIsKilledMakesTheRunInvalid() throws Exception {
        Process run = start(results()
                .shortTrials("--techniques", "sse", "--users", "4", "--window", "10m", "--generator-processes", "2"));
        StringBuilder err = new StringBuilder();
        try (BufferedReader lines = reader(run)) {
            awaitLineWith("measuring", lines, err);
            ProcessHandle generator = run.descendants()
                    .filter(child -> CommandLines.of(child).contains(".GeneratorChild"))
                    .findFirst()
                    .orElseThrow();
            kill("KILL", generator.pid());
            lines.lines().forEach(line -> err.append(line).append('\n'));
        }

        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as(err.toString()).isEqualTo(5);
        assertThat(err).containsPattern("pushbench: sse-4u-\\S+: a load generator died \\(ended by signal 9\\)");
        assertThat(RunFolder.rows(results().onlyRun()))
                .singleElement()
                .satisfies(row ->
                        assertThat(row.getField("causes")).startsWith("a load generator died (ended by signal 9)"));
    }

    @Test
    void aServerThatIsKilledMakesTheRunInvalid() throws Exception {
        String technique = "long-polling";
        Process run = start(results().shortTrials("--techniques", technique, "--users", "3", "--window", "10m"));
        StringBuilder err = new StringBuilder();
        try (BufferedReader lines = reader(run)) {
            awaitLineWith("measuring", lines, err);
            ProcessHandle server = run.descendants()
                    .filter(child -> CommandLines.of(child).contains(".ServerChild"))
                    .findFirst()
                    .orElseThrow();
            kill("KILL", server.pid());
            lines.lines().forEach(line -> err.append(line).append('\n'));
        }

        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as(err.toString()).isEqualTo(5);
        assertThat(err)
                .containsPattern("pushbench: " + technique + "-3u-\\S+: the server died \\(ended by signal 9\\)");
        Path directory = results().onlyRun();
        assertThat(RunFolder.manifest(directory).path("complete").asBoolean(false))
                .as("all its trials were measured or failed")
                .isTrue();
        assertThat(RunFolder.rows(directory)).singleElement().satisfies(row -> {
            assertThat(row.getField("technique")).isEqualTo(technique);
            assertThat(row.getField("validity")).isEqualTo("INVALID");
            assertThat(row.getField("causes")).startsWith("the server died (ended by signal 9)");
        });
    }

    @Test
    void aRunThatIsKilledTakesItsChildrenWithIt() throws Exception {
        Process run = start(results().shortTrials("--techniques", "sse", "--users", "3", "--window", "10m"));
        List<ProcessHandle> children;
        try (BufferedReader lines = reader(run)) {
            awaitLineWith("measuring", lines, new StringBuilder());
            children = run.descendants().toList();
            kill("KILL", run.pid());
        }

        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(children).as("server and load generator").hasSize(2);
        Eventually.holds("both have ended", () -> children.stream().noneMatch(ProcessHandle::isAlive));
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .singleElement()
                    .asString()
                    .startsWith(".")
                    .endsWith(".partial");
        }
    }

    private RunFolder results() {
        return new RunFolder(folder);
    }

    private static Process start(List<String> options) throws IOException {
        return Program.start(Program.lightRun(options));
    }

    private static BufferedReader reader(Process process) {
        return process.errorReader(StandardCharsets.UTF_8);
    }

    private static void awaitLineWith(String word, BufferedReader lines, StringBuilder seen) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            seen.append(line).append('\n');
            if (line.contains(word)) {
                return;
            }
        }
        throw new AssertionError("ended without a line with " + word + ":\n" + seen);
    }

    private static void kill(String signal, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
