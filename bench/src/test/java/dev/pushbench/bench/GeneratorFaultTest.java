package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A run whose load generator may not open what it needs. */
@Tag("thorough")
@Timeout(60)
@EnabledOnOs(OS.LINUX)
final class GeneratorFaultTest {
    @TempDir
    private Path folder;

    /** What needs a file first, and tells of it, is a matter of luck: a user's socket, a look at a process, in this test a class. */
    @Test
    void filesThatRunOutInTheMiddleEndTheRunWithOneReason() throws Exception {
        RunFolder results = new RunFolder(folder);
        Process run = Program.start(Program.lightRun(results.shortTrials(
                "--techniques", "polling", "--keep-alive", "false", "--users", "4", "--window", "10m")));
        List<ProcessHandle> children = List.of();
        StringBuilder err = new StringBuilder();
        try (BufferedReader lines = run.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                err.append(line).append('\n');
                if (children.isEmpty() && line.contains("measuring")) {
                    children = run.descendants().toList();
                    allowFiles(10, generator(children));
                }
            }
        }

        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as(err.toString()).isEqualTo(5);
        assertThat(RunFolder.rows(results.onlyRun())).singleElement().satisfies(row -> {
            assertThat(row.getField("validity")).isEqualTo("INVALID");
            assertThat(row.getField("causes")).containsPattern("the load generator (failed: |gets no socket: )");
        });
        assertThat(children).hasSize(2).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void asManyUsersAsTheLimitOfFilesIsSaidToAllowAreConnected() throws Exception {
        RunFolder results = new RunFolder(folder);
        Process run = startWithFiles(
                400,
                Program.lightRun(results.shortTrials(
                        "--techniques", "websocket", "--users", "290", "--rate", "10", "--window", "300ms")));
        String err = new String(run.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(RunFolder.rows(results.onlyRun())).as(err).singleElement().satisfies(row -> {
            assertThat(row.getField("causes")).doesNotContain("did not finish");
            assertThat(row.getField("connections_failed")).isEqualTo("0");
            assertThat(row.getField("delivered"))
                    .isEqualTo(row.getField("expected"))
                    .isEqualTo(Integer.toString(3 * 290));
        });
    }

    @Test
    void aUserThatGetsNoSocketIsToldAsThat() throws Exception {
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT)) {
            Process users = startWithFiles(
                    250,
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            MoreUsersThanFiles.class.getName(),
                            Integer.toString(server.address().getPort())));
            String told = new String(users.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(users.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(told)
                    .isEqualToIgnoringNewLines("the load generator gets no socket: Too many open files"
                            + " (the limit is 250 files; ulimit -n raises it)");
        }
    }

    private static Process startWithFiles(int most, List<String> command) throws IOException {
        List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -n " + most + " && exec \"$@\"", "sh"));
        limited.addAll(command);
        return Program.start(limited);
    }

    private static ProcessHandle generator(List<ProcessHandle> children) {
        return children.stream()
                .filter(child -> CommandLines.of(child).contains("ForkedMain"))
                .findFirst()
                .orElseThrow();
    }

    /** Fewer than it has: those stay open, and no other can be. */
    private static void allowFiles(int files, ProcessHandle process) throws IOException {
        try {
            assertThat(new ProcessBuilder("prlimit", "--pid=" + process.pid(), "--nofile=" + files + ":" + files)
                            .start()
                            .waitFor())
                    .isZero();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
