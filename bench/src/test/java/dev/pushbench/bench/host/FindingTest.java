package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pushbench.bench.host.Finding.Verdict;
import dev.pushbench.bench.host.MachineFigures.Cpu;
import dev.pushbench.bench.host.MachineFigures.Sockets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FindingTest {
    @ParameterizedTest
    @CsvSource({
        "10000, OK, 10000",
        "9999, NOTE, 9999",
        "1000, NOTE, 1000",
        "999, WARN, 999",
        "1, WARN, 1",
        "0, FAIL, 0",
        "-5, FAIL, 0"
    })
    void aLimitIsJudgedByTheUsersItLeavesRoomFor(long users, Verdict verdict, long told) {
        Finding finding = Finding.limit("files", "few", users, "raise it");

        assertThat(finding.verdict()).isEqualTo(verdict);
        assertThat(finding.users()).hasValue(told);
        assertThat(finding.remedy().isPresent()).isEqualTo(verdict != Verdict.OK);
    }

    @Test
    void whatIsNotOkHasARemedy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Finding("a", "b", Verdict.WARN, Optional.empty(), OptionalLong.empty()))
                .withMessage("a is warn without a remedy");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Finding("a", "b", Verdict.OK, Optional.of("c"), OptionalLong.empty()))
                .withMessage("a is ok and needs no remedy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Max open files 20000 20000 files   | OK   | soft 20,000, hard 20,000 per process: 19,900 users",
                "Max open files 1024 4096 files     | NOTE | soft 1,024, hard 4,096 per process: 3,996 users",
                "Max open files 1024 1024 files     | WARN | soft 1,024, hard 1,024 per process: 924 users",
                "Max open files 50 100 files        | FAIL | soft 50, hard 100 per process: 0 users",
                "Max open files many many files     | NOTE | unknown",
                "Max open files                     | NOTE | unknown",
                "Max cpu time 1 2 seconds           | NOTE | unknown"
            })
    void openFiles(String limits, Verdict verdict, String value) {
        assertFinding(FileFindings.openFiles("Limit Soft Hard Units\n" + limits + "\nMax x 1 2"), verdict, value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "32768 60999 | OK   | 32768-60999 per destination address: 28,231 users",
                "50000 50500 | WARN | 50000-50500 per destination address: 500 users",
                "50000 50000 | FAIL | 50000-50000 per destination address: 0 users",
                "60999 32768 | NOTE | unknown",
                "32768       | NOTE | unknown",
                "''          | NOTE | unknown",
                "a b         | NOTE | unknown"
            })
    void ports(String range, Verdict verdict, String value) {
        assertFinding(NetworkFindings.ports(range), verdict, value);
    }

    @ParameterizedTest
    @CsvSource({"0, NOTE, off", "1, OK, on", "2, OK, on the loopback", "3, NOTE, unknown", "x, NOTE, unknown"})
    void timeWaitReuse(String reuse, Verdict verdict, String value) {
        assertFinding(NetworkFindings.reuse(ProcText.number(reuse)), verdict, value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"9999 | OK | 9,999", "10000 | NOTE | 10,000"})
    void timeWait(long count, Verdict verdict, String value) {
        assertFinding(NetworkFindings.timeWait(Optional.of(new Sockets(1, count, 1))), verdict, value);
        assertFinding(NetworkFindings.timeWait(Optional.empty()), Verdict.NOTE, "unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''     | NOTE | unknown",
                "0      | WARN | 1 may be used",
                "0 1    | NOTE | 2 may be used",
                "0 1 5  | OK   | 3 may be used"
            })
    void cores(String allowed, Verdict verdict, String value) {
        List<Integer> cores = allowed.isEmpty()
                ? List.of()
                : Arrays.stream(allowed.split(" ")).map(Integer::valueOf).toList();

        assertFinding(CoreFindings.cores(cores), verdict, value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "performance performance | OK   | performance",
                "powersave performance   | NOTE | performance, powersave",
                "schedutil               | NOTE | schedutil"
            })
    void governors(String governors, Verdict verdict, String value) {
        assertFinding(CoreFindings.governors(Arrays.asList(governors.split(" "))), verdict, value);
        assertFinding(CoreFindings.governors(List.of()), Verdict.NOTE, "unknown");
    }

    @ParameterizedTest
    @CsvSource({"9, OK, 0.09 %", "10, NOTE, 0.10 %", "99, NOTE, 0.99 %", "100, WARN, 1.00 %"})
    void steal(long stealNanos, Verdict verdict, String value) {
        assertFinding(CoreFindings.steal(Optional.of(new Cpu(10_000, 0, stealNanos))), verdict, value);
        assertFinding(CoreFindings.steal(Optional.empty()), Verdict.NOTE, "unknown");
    }

    @ParameterizedTest
    @CsvSource({"0.5, 2, OK", "0.51, 2, NOTE", "0.25, 1, OK", "1.9, 8, OK"})
    void load(double load, int cores, Verdict verdict) {
        assertFinding(CoreFindings.load(OptionalDouble.of(load), cores), verdict, load + " in the last minute");
        assertFinding(CoreFindings.load(OptionalDouble.empty(), cores), Verdict.NOTE, "unknown");
    }

    @Test
    void quota() {
        assertFinding(CoreFindings.quota(OptionalDouble.empty()), Verdict.NOTE, "unknown");
        assertFinding(CoreFindings.quota(OptionalDouble.of(Double.POSITIVE_INFINITY)), Verdict.OK, "none");
        assertFinding(CoreFindings.quota(OptionalDouble.of(1.5)), Verdict.WARN, "1.5 cores");
    }

    @ParameterizedTest
    @CsvSource({"tsc, OK, tsc", "hpet, WARN, hpet", "xen, NOTE, xen", ", NOTE, unknown"})
    void clockSource(@Nullable String source, Verdict verdict, String value) {
        assertFinding(ClockFindings.source(Optional.ofNullable(source)), verdict, value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "50   | 20   | OK   | costs 50 ns, steps of 20 ns",
                "1001 | 20   | WARN | costs 1,001 ns, steps of 20 ns",
                "50   | 1001 | WARN | costs 50 ns, steps of 1,001 ns",
                "50   | 0    | WARN | costs 50 ns, steps of unknown size"
            })
    void nanoTime(long costNanos, long stepNanos, Verdict verdict, String value) {
        assertFinding(ClockFindings.nanoTime(new ClockSample(costNanos, stepNanos)), verdict, value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "900 | 70000    | 1000000  | OK   | late by p50 10.0 us, p99 70.0 us, max 1,000.0 us",
                "900 | 1000001  | 1000001  | NOTE | late by p50 10.0 us, p99 1,000.0 us, max 1,000.0 us",
                "900 | 70000    | 10000001 | NOTE | late by p50 10.0 us, p99 70.0 us, max 10,000.0 us",
                "900 | 70000    | 50000001 | WARN | late by p50 10.0 us, p99 70.0 us, max 50,000.0 us",
                "900 | 10000001 | 10000001 | WARN | late by p50 10.0 us, p99 10,000.0 us, max 10,000.0 us",
                "0   | 0        | 0        | NOTE | unknown"
            })
    void lateness(long count, long p99Nanos, long maxNanos, Verdict verdict, String value) {
        assertFinding(
                ClockFindings.lateness("parks", new Hiccups(count, 10_000, p99Nanos, maxNanos), "late by"),
                verdict,
                value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "always [madvise] never | OK   | madvise",
                "always madvise [never] | OK   | never",
                "[always] madvise never | NOTE | always",
                "always                 | NOTE | unknown",
                "                       | NOTE | unknown"
            })
    void hugePages(@Nullable String enabled, Verdict verdict, String value) {
        assertFinding(MemoryFindings.hugePages(Optional.ofNullable(enabled)), verdict, value);
    }

    @Test
    void memoryIsWhatBothTheMachineAndTheGroupLeave() {
        long gibibyte = 1L << 30;
        OptionalLong machine = OptionalLong.of(4 * gibibyte);

        assertFinding(
                MemoryFindings.available(machine, OptionalLong.of(Long.MAX_VALUE)),
                Verdict.OK,
                "4.0 GiB: 163,840 users");
        assertFinding(MemoryFindings.available(machine, OptionalLong.of(gibibyte)), Verdict.FAIL, "1.0 GiB: 0 users");
        assertFinding(MemoryFindings.available(machine, OptionalLong.empty()), Verdict.OK, "4.0 GiB: 163,840 users");
        assertFinding(MemoryFindings.available(OptionalLong.empty(), machine), Verdict.NOTE, "unknown");
    }

    private static void assertFinding(Finding finding, Verdict verdict, String value) {
        assertThat(finding.value()).isEqualTo(value);
        assertThat(finding.verdict()).isEqualTo(verdict);
    }
}
