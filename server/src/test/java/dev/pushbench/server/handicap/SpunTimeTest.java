package dev.pushbench.server.handicap;

import static dev.pushbench.server.handicap.SpunTime.CALLS_A_SPIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpunTimeTest {
    private static final int WRITES = 1_000 * CALLS_A_SPIN;

    private final FakeCpu cpu = new FakeCpu();

    /** A thread's CPU time, of which a reading costs something as well. */
    private static final class FakeCpu {
        private long nanos = 5_000_000;
        private long readingNanos = 700;
        private long readings;

        long read() {
            readings++;
            nanos += readingNanos / 2;
            long read = nanos;
            nanos += readingNanos - readingNanos / 2;
            return read;
        }
    }

    @ParameterizedTest
    @CsvSource({
        // share, CPU time of a write, of a reading
        "0.25,  8000, 700",
        "0.25,  8000, 1",
        "0.25,  8000, 9000",
        "0.25, 50000, 700",
        "0.25,   500, 700",
        "0.05,  8000, 700",
        "0.02,  8000, 700",
        "1,     8000, 700",
        "10,    8000, 700"
    })
    void whatIsBurntIsTheShareOfAllElseAndWhatReadingTheClockCostsIsPartOfIt(
            double share, long writeNanos, long readingNanos) {
        cpu.readingNanos = readingNanos;
        SpunTime spun = new SpunTime(share, cpu::read);
        spun.spin();
        long beginNanos = cpu.nanos;
        write(spun, writeNanos, WRITES);

        double otherNanos = WRITES * writeNanos;
        double burntNanos = cpu.nanos - beginNanos - otherNanos;
        assertThat(burntNanos / otherNanos).isCloseTo(share, within(share / 100));
        assertThat(spun.burntNanos()).as("what it believes").isCloseTo(burntNanos, within(burntNanos / 100));
    }

    @Test
    void whatTheThreadDidBeforeItsFirstWriteDoesNotCount() {
        cpu.nanos += 1_000_000_000;
        SpunTime spun = new SpunTime(1, cpu::read);
        write(spun, 0, CALLS_A_SPIN);

        assertThat(spun.burntNanos()).isZero();
    }

    @Test
    void whatTheThreadDoesBetweenWritesCounts() {
        SpunTime spun = new SpunTime(0.5, cpu::read);
        write(spun, 0, CALLS_A_SPIN);
        cpu.nanos += 10_000_000;
        spun.spin();

        assertThat(spun.burntNanos()).isCloseTo(5_000_000, within(10_000.0));
    }

    @Test
    void theClockIsReadAtOneWriteOfSixteen() {
        SpunTime spun = new SpunTime(0.0001, cpu::read);
        write(spun, 8_000, WRITES);

        assertThat(cpu.readings).isBetween(WRITES / 16L, WRITES / 15L);
    }

    @Test
    void aReadingThatBecomesCheaperIsNoticed() {
        cpu.readingNanos = 5_000;
        SpunTime spun = new SpunTime(0.25, cpu::read);
        write(spun, 8_000, WRITES);
        cpu.readingNanos = 500;
        write(spun, 8_000, WRITES);
        long beginNanos = cpu.nanos;
        write(spun, 8_000, WRITES);

        double burntNanos = cpu.nanos - beginNanos - 8_000.0 * WRITES;
        assertThat(burntNanos / (8_000.0 * WRITES)).isCloseTo(0.25, within(0.0025));
    }

    private void write(SpunTime spun, long writeNanos, int writes) {
        for (int write = 0; write < writes; write++) {
            cpu.nanos += writeNanos;
            spun.spin();
        }
    }
}
