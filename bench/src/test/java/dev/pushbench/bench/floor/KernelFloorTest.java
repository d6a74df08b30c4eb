package dev.pushbench.bench.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pushbench.bench.host.CpuPinning;
import dev.pushbench.bench.host.SearchPath;
import dev.pushbench.client.LoadPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
final class KernelFloorTest {
    private static final Optional<String> COMPILER = KernelFloor.compiler(new SearchPath(System.getenv("PATH")));

    @Test
    void everyMessageIsWrittenAndRead() throws Exception {
        try (KernelFloor floor = KernelFloor.compile(compiler(), CpuPinning.ofThisMachine())) {
            KernelFloorResult result = floor.run(plan(20, 128, 100));

            assertThat(result.messages()).isEqualTo(20 * 30);
            assertThat(result.wallNanos())
                    .hasSize(30)
                    .allSatisfy(nanos -> assertThat(nanos).isPositive());
            assertThat(result.writerCpuNanos()).isPositive();
            assertThat(result.readerCpuNanos()).isPositive();
        }
    }

    @Test
    void itRunsOnAnyCoreWhereNoneIsItsOwn() throws Exception {
        try (KernelFloor floor = KernelFloor.compile(compiler(), CpuPinning.off())) {
            assertThat(floor.run(plan(1, 68, 100)).messages()).isEqualTo(30);
        }
    }

    @Test
    void moreConnectionsThanFilesAreTold() throws Exception {
        try (KernelFloor floor = KernelFloor.compile(compiler(), CpuPinning.off())) {
            assertThatThrownBy(() -> floor.run(plan(2_000_000_000, 128, 100)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("floor: 2000000000 users take as many files");
        }
    }

    @Test
    void aCompilerThatFailsIsTold() {
        assertThatThrownBy(() -> KernelFloor.compile("false", CpuPinning.off()))
                .isInstanceOf(IOException.class)
                .hasMessage("false does not compile it: it does not say why");
    }

    @Test
    void withoutACompilerThereIsNone() {
        assertThat(KernelFloor.compiler(new SearchPath("/nowhere"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"68, 70", "125, 127", "126, 130", "128, 132", "65535, 65539", "65536, 65546"})
    void aMessageIsAsLongAsTheFrame(int eventBytes, int messageBytes) {
        assertThat(KernelFloor.messageBytes(plan(1, eventBytes, 1))).isEqualTo(messageBytes);
    }

    @ParameterizedTest
    @CsvSource({"'3', 3", "'5 1', 3", "'9 1 2', 2", "'4 1 3 2', 2.5"})
    void theWallTimeIsAMedian(String nanos, double median) {
        List<Long> wall = List.of(nanos.split(" ")).stream().map(Long::valueOf).toList();

        KernelFloorResult result = new KernelFloorResult(plan(1, 128, 1), 4, 8, 2, wall);

        assertThat(result.medianWallNanos()).isEqualTo(median);
        assertThat(result.writerNanosPerMessage()).isEqualTo(2);
        assertThat(result.readerNanosPerMessage()).isEqualTo(0.5);
    }

    private static String compiler() {
        assumeTrue(COMPILER.isPresent(), "no C compiler on the PATH");
        return COMPILER.orElseThrow();
    }

    private static FloorPlan plan(int users, int eventBytes, double rate) {
        return new FloorPlan(
                users, new LoadPlan.Publishing(rate, eventBytes), Duration.ofMillis(100), Duration.ofMillis(300));
    }
}
