package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProcessFiguresTest {
    private static final String STATUS = "Name:\tjava\nVmRSS:\t  2048 kB\nThreads:\t17\n";
    private static final String AFTER_NAME = " S 1 2 2 0 -1 4194304 100 0 0 0 150 25 9 9 20 0 17 0 300 1000 500";

    @TempDir
    private Path root;

    @ParameterizedTest
    @ValueSource(strings = {"java", "my java", "a) S 1 2 3 (b", ")", ""})
    void aNameWithAnythingInItDoesNotShiftTheFields(String name) {
        assertThat(ProcessFigures.parse(STATUS, "42 (" + name + ")" + AFTER_NAME, 5))
                .contains(new ProcessFigures(2_097_152, 17, 5, 1_750_000_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'Threads: 1'                | '1 (a) S 1 2 2 0 -1 4 1 0 0 0 150 25 9'",
                "'VmRSS: 1 kB'               | '1 (a) S 1 2 2 0 -1 4 1 0 0 0 150 25 9'",
                "'VmRSS: 1 kB\nThreads: 1'   | '1 (a) S 1 2 2 0 -1 4 1 0 0 0 150'",
                "'VmRSS: 1 kB\nThreads: 1'   | '1 (a) S 1 2 2 0 -1 4 1 0 0 0 150 x 9'",
                "'VmRSS: 1 kB\nThreads: 1'   | '1 a S 1 2 2 0 -1 4 1 0 0 0 150 25 9 9 9'",
                "'VmRSS: 1 kB\nThreads: 1'   | ''",
                "''                          | ''"
            })
    void aFieldThatIsNotThereLeavesNoFigures(String status, String stat) {
        assertThat(ProcessFigures.parse(status, stat, 5)).isEmpty();
    }

    @Test
    void aProcessIsReadFromItsFolder() throws Exception {
        Path folder = root.resolve("proc/42");
        Files.createDirectories(folder.resolve("fd"));
        Files.writeString(folder.resolve("status"), STATUS);
        Files.writeString(folder.resolve("stat"), "42 (java)" + AFTER_NAME);
        Files.writeString(folder.resolve("fd/0"), "");
        Files.writeString(folder.resolve("fd/1"), "");

        assertThat(ProcessFigures.of(new KernelFiles(root), 42))
                .contains(new ProcessFigures(2_097_152, 17, 2, 1_750_000_000));
        assertThat(ProcessFigures.of(new KernelFiles(root), 43)).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessHasFigures() {
        ProcessFigures figures =
                ProcessFigures.of(ProcessHandle.current().pid()).orElseThrow();

        assertThat(figures.rssBytes()).isGreaterThan(1_000_000);
        assertThat(figures.threads()).isGreaterThan(1);
        assertThat(figures.openFiles()).isGreaterThan(2);
        assertThat(figures.cpuNanos()).isPositive();
    }

    @Test
    void aProcessThatIsGoneHasNone() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        process.waitFor();

        assertThat(ProcessFigures.of(process.pid())).isEmpty();
    }
}
