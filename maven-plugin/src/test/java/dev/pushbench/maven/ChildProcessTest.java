package dev.pushbench.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@EnabledOnOs({OS.LINUX, OS.MAC})
final class ChildProcessTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 130})
    void itsEndIsItsExitCode(int code) throws Exception {
        try (ChildProcess child = ChildProcess.start(new ProcessBuilder("sh", "-c", "exit " + code))) {
            assertThat(child.exitCode()).isEqualTo(code);
        }
    }

    @Test
    void closingEndsItWithAllThatItStarted() throws Exception {
        List<ProcessHandle> below = List.of();
        ChildProcess child = ChildProcess.start(new ProcessBuilder("sh", "-c", "sleep 600 & sleep 600 & wait"));
        try (child) {
            ProcessHandle handle = ProcessHandle.of(child.pid()).orElseThrow();
            while (below.size() < 2) {
                below = handle.descendants().toList();
            }
            assertThat(child.endsWithin(Duration.ZERO)).isFalse();
        }

        assertThat(child.endsWithin(Duration.ZERO)).isTrue();
        for (ProcessHandle each : below) {
            each.onExit().get(); // fails by the time limit where one is left
        }
    }

    @Test
    void anInterruptDoesNotKeepItFromBeingEnded() throws Exception {
        ChildProcess child = ChildProcess.start(new ProcessBuilder("sleep", "600"));

        Thread.currentThread().interrupt();
        child.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(child.endsWithin(Duration.ZERO)).isTrue();
    }
}
