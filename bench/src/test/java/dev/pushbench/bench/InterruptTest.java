package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole program, with a real server, ended from outside in the middle of a window. */
@Tag("thorough")
@Timeout(60)
@EnabledOnOs(OS.LINUX)
final class InterruptTest {
    @TempDir
    private Path folder;

    /** {@code CapacityEndToEndTest} has SIGINT to the run alone. */
    @ParameterizedTest
    @CsvSource({"INT, 130, .ServerChild, 1", "TERM, 143, nobody, 0"})
    void keepsWhatWasMeasuredAndLeavesNoProcess(String signal, int exitCode, String first, int many) throws Exception {
        assumeThat(isInterruptIgnored())
                .as("SIGINT is ignored by whoever started us")
                .isFalse();
        Process run = new ProcessBuilder(Program.lightRun(List.of(
                        "--techniques",
                        "websocket,sse",
                        "--users",
                        "2",
                        "--window",
                        "10m",
                        "--no-pin",
                        "--warmup",
                        "100ms",
                        "--out",
                        folder.toString())))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader err =
                new BufferedReader(new InputStreamReader(run.getErrorStream(), StandardCharsets.UTF_8))) {
            awaitLineWith("measuring", err);
            List<ProcessHandle> children = run.descendants().toList();
            assertThat(children).as("a server and a load generator").hasSize(2);

            List<ProcessHandle> firstOnes = children.stream()
                    .filter(child -> CommandLines.of(child).contains(first))
                    .toList();
            assertThat(firstOnes).hasSize(many);
            for (ProcessHandle child : firstOnes) {
                kill(signal, child.pid());
            }
            kill(signal, run.pid());

            assertThat(err.lines()).last().isEqualTo("pushbench: interrupted");
            assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(run.exitValue()).isEqualTo(exitCode);
            assertThat(children).noneMatch(ProcessHandle::isAlive);
        } finally {
            run.destroyForcibly();
        }
        Path directory = onlyDirectory();
        assertThat(directory.getFileName().toString()).doesNotContain("partial");
        assertThat(Files.readString(directory.resolve("manifest.json")))
                .contains("\"complete\" : false", "\"failure_reason\" : \"interrupted\"");
        assertThat(Files.readAllLines(directory.resolve("summary.csv")))
                .hasSize(2)
                .last()
                .asString()
                .containsPattern("INVALID,\"?interrupted");
    }

    private static void awaitLineWith(String word, BufferedReader lines) throws IOException {
        StringBuilder seen = new StringBuilder();
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

    private Path onlyDirectory() throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    /** A shell starts what it puts in the background with SIGINT ignored, and all below inherit that. */
    static boolean isInterruptIgnored() throws IOException {
        try (var status = Files.lines(Path.of("/proc/self/status"))) {
            String mask = status.filter(line -> line.startsWith("SigIgn:"))
                    .findFirst()
                    .orElseThrow();
            return (Long.parseUnsignedLong(mask.substring(mask.indexOf(':') + 1).strip(), 16) & 2) != 0;
        }
    }
}
