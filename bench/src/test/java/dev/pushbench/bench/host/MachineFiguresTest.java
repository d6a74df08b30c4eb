package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pushbench.bench.host.MachineFigures.Cpu;
import dev.pushbench.bench.host.MachineFigures.Sockets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MachineFiguresTest {
    private static final String SOCKSTAT = "sockets: used 17\nTCP: inuse 5 orphan 0 tw 4 alloc 1 mem 249\nUDP: inuse 9";

    @TempDir
    private Path root;

    @Test
    void timeOfGuestsIsNotCountedTwice() {
        assertThat(MachineFigures.cpu("cpu  100 1 20 500 30 2 3 4 50 60\ncpu0 1 1 1 1 1 1 1 1 1 1"))
                .contains(new Cpu(6_600_000_000L, 5_300_000_000L, 40_000_000L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cpu0 1 2 3 4 5 6 7 8", "cpu  1 2 3 4", "cpu  1 2 3 4 5 6 7 x", "cpu"})
    void timeThatIsNotToldIsAbsent(String stat) {
        assertThat(MachineFigures.cpu(stat)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"TCP6: inuse 3 | 8", "'' | 5", "TCP6: | 5", "'UDP6: inuse 7\nTCP6: inuse 3\n' | 8"})
    void socketsOfBothFamiliesAddUp(String sockstat6, long inUse) {
        assertThat(MachineFigures.sockets(SOCKSTAT, sockstat6)).contains(new Sockets(inUse, 4, 249));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "UDP: inuse 9 mem 1", "TCP: inuse 5 tw 4", "TCP: inuse x tw 4 mem 1", "TCP: mem"})
    void socketsThatAreNotToldAreAbsent(String sockstat) {
        assertThat(MachineFigures.sockets(sockstat, "TCP6: inuse 3")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.21 0.10 0.05 1/100 42, 0.21", "12.5, 12.5", "3, 3"})
    void theLoadIsThatOfTheLastMinute(String loadavg, double load) {
        assertThat(MachineFigures.loadAverage(loadavg)).hasValue(load);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "-1", "NaN 1 2"})
    void aLoadThatIsNotToldIsAbsent(String loadavg) {
        assertThat(MachineFigures.loadAverage(loadavg)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // total, idle, steal before; the same after; steal share, busy share
        "0, 0, 0,       1000, 600, 100,    0.1, 0.3",
        "1000, 900, 50, 2000, 1900, 50,    0,   0",
        "1000, 900, 50, 2000, 890, 40,     0,   1",
        "0, 0, 0,       1000, 990, 20,     0.02, 0"
    })
    void sharesAreOfTheTimeBetween(
            long total,
            long idle,
            long steal,
            long totalAfter,
            long idleAfter,
            long stealAfter,
            double stealShare,
            double busyShare) {
        MachineShares shares = MachineFigures.between(at(total, idle, steal), at(totalAfter, idleAfter, stealAfter))
                .orElseThrow();

        assertThat(shares.stealShare()).isEqualTo(stealShare);
        assertThat(shares.busyShare()).isEqualTo(busyShare);
    }

    @Test
    void whereNoTimePassedThereAreNoShares() {
        assertThat(MachineFigures.between(at(10, 5, 0), at(10, 5, 0))).isEmpty();
        assertThat(MachineFigures.between(at(10, 5, 0), at(9, 5, 0))).isEmpty();
        assertThat(MachineFigures.between(at(10, 5, 0), nothing())).isEmpty();
        assertThat(MachineFigures.between(nothing(), at(10, 5, 0))).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new MachineShares(0, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({"0, 300", "100, 200", "300, 0", "310, 0"})
    void othersUsedWhatWasNotOurs(long ownNanos, long otherNanos) {
        assertThat(new MachineShares(1000, 0, 300).otherCpuNanos(ownNanos)).isEqualTo(otherNanos);
    }

    @Test
    void aMachineThatTellsNothingHasNoFigures() {
        assertThat(MachineFigures.of(new KernelFiles(root))).isEqualTo(nothing());
    }

    @Test
    void aMachineIsReadFromItsFiles() throws Exception {
        Files.createDirectories(root.resolve("proc/net"));
        Files.writeString(root.resolve("proc/stat"), "cpu  1 0 0 1 0 0 0 1 0 0\n");
        Files.writeString(root.resolve("proc/meminfo"), "Slab: 2 kB\n");
        Files.writeString(root.resolve("proc/net/sockstat"), SOCKSTAT);
        Files.writeString(root.resolve("proc/net/sockstat6"), "TCP6: inuse 3");
        Files.writeString(root.resolve("proc/loadavg"), "1.5 1 1 1/1 1\n");

        assertThat(MachineFigures.of(new KernelFiles(root)))
                .isEqualTo(new MachineFigures(
                        Optional.of(new Cpu(30_000_000, 10_000_000, 10_000_000)),
                        OptionalLong.of(2048),
                        Optional.of(new Sockets(8, 4, 249)),
                        OptionalDouble.of(1.5)));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisMachineHasFigures() {
        assertThat(MachineFigures.now().cpu().orElseThrow().totalNanos()).isPositive();
        assertThat(MachineFigures.now().sockets()).isPresent();
    }

    private static MachineFigures at(long totalNanos, long idleNanos, long stealNanos) {
        return new MachineFigures(
                Optional.of(new Cpu(totalNanos, idleNanos, stealNanos)),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalDouble.empty());
    }

    private static MachineFigures nothing() {
        return new MachineFigures(Optional.empty(), OptionalLong.empty(), Optional.empty(), OptionalDouble.empty());
    }
}
