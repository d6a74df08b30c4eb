package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CpuPinningTest {
    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // allowed, taskset, cores of the server and of the generator
                "0-1   | true  | 1 | 1 | server on core 0, generator on core 1",
                "4,7   | true  | 1 | 1 | server on core 4, generator on core 7",
                "0-7   | true  | 1 | 1 | server on core 0, generator on core 1",
                "0-7   | true  | 2 | 3 | server on cores 0,1, generator on cores 2,3,4",
                "3     | true  | 1 | 1 | not pinned: 1 of the 2 cores it takes may be used",
                "0-3   | true  | 2 | 3 | not pinned: 4 of the 5 cores it takes may be used",
                "0-1   | false | 1 | 1 | not pinned: taskset is not on the PATH",
                "''    | true  | 1 | 1 | not pinned: it is not known which cores may be used"
            })
    void thePlanFollowsFromWhatIsThere(String allowed, boolean hasTaskset, int server, int generator, String plan) {
        CpuPinning pinning = CpuPinning.plan(ProcText.cores(allowed), hasTaskset, server, generator);

        assertThat(pinning).hasToString(plan);
        assertThat(pinning.isPinned()).isEqualTo(!plan.startsWith("not"));
    }

    @Test
    void pinningCanBeOff() {
        assertThat(CpuPinning.off()).hasToString("not pinned: --no-pin was given");
        assertThat(CpuPinning.prefixFor(CpuPinning.off().serverCores())).isEmpty();
    }

    @Test
    void thePrefixNamesTheCores() {
        assertThat(CpuPinning.prefixFor(List.of(0))).containsExactly("taskset", "-c", "0");
        assertThat(CpuPinning.prefixFor(List.of(2, 5))).containsExactly("taskset", "-c", "2,5");
    }

    @Test
    void halfAPlanIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CpuPinning(List.of(0), List.of(), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CpuPinning(List.of(0), List.of(1), Optional.of("why")));
        assertThatIllegalArgumentException().isThrownBy(() -> CpuPinning.plan(List.of(0, 1), true, 0, 1));
    }

    @Test
    void coresAreAllowedByTheKernel() throws Exception {
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(
                root.resolve("proc/self/status"), "Cpus_allowed:\t16\nCpus_allowed_list:\t1-2,4\nMems_allowed:\t1\n");

        assertThat(CpuPinning.allowed(new KernelFiles(root))).containsExactly(1, 2, 4);
        assertThat(CpuPinning.allowed(new KernelFiles(root.resolve("nowhere")))).isEmpty();
    }

    @Test
    @Timeout(30)
    @EnabledOnOs(OS.LINUX)
    void aProcessBehindThePrefixRunsOnThoseCores() throws Exception {
        CpuPinning pinning = CpuPinning.ofThisMachine();
        List<String> words = new ArrayList<>(CpuPinning.prefixFor(pinning.generatorCores()));
        words.addAll(List.of("grep", "Cpus_allowed_list", "/proc/self/status"));

        Process process = new ProcessBuilder(words).start();
        String status = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        List<Integer> expected =
                pinning.isPinned() ? pinning.generatorCores() : CpuPinning.allowed(KernelFiles.ofThisMachine());
        assertThat(ProcText.cores(ProcText.field(status, "Cpus_allowed_list").orElseThrow()))
                .isEqualTo(expected);
    }
}
