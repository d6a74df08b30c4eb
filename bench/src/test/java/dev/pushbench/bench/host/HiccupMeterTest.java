package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HiccupMeterTest {
    @ParameterizedTest
    @CsvSource({
        // overshoot, count, p50, p99, max: a stall is also the wake-ups that it swallowed
        "           0,  1,        0,        0,        0",
        "      70_000,  1,   70_000,   70_000,   70_000",
        "     999_999,  1,  999_999,  999_999,  999_999",
        "   2_000_000,  2, 1_000_000, 2_000_000, 2_000_000",
        "  10_000_000, 10, 5_000_000, 10_000_000, 10_000_000",
        "-5,             1,        0,        0,        0"
    })
    void aStallCountsAsEveryWakeUpItSwallowed(String overshoot, long count, String p50, String p99, String max) {
        try (HiccupMeter meter = new HiccupMeter()) {
            meter.record(nanos(overshoot));

            Hiccups hiccups = meter.take();

            assertThat(hiccups.count()).isEqualTo(count);
            assertDigits(hiccups.p50Nanos(), nanos(p50));
            assertDigits(hiccups.p99Nanos(), nanos(p99));
            assertDigits(hiccups.maxNanos(), nanos(max));
        }
    }

    @Test
    void hiccupsAreToldOnce() {
        try (HiccupMeter meter = new HiccupMeter()) {
            meter.record(500_000);
            assertThat(meter.take().count()).isEqualTo(1);

            assertThat(meter.take()).isEqualTo(new Hiccups(0, 0, 0, 0));
            meter.record(1);
            assertThat(meter.take()).isEqualTo(new Hiccups(1, 1, 1, 1));
        }
    }

    @Test
    @Timeout(30)
    void itsThreadRecordsUntilItIsClosed() {
        try (HiccupMeter meter = HiccupMeter.start()) {
            long count = 0;
            while (count < 3) {
                count += meter.take().count();
                Thread.onSpinWait();
            }
            assertThat(count).isGreaterThanOrEqualTo(3);
        }
    }

    private static long nanos(String text) {
        return Long.parseLong(text.replace("_", ""));
    }

    private static void assertDigits(long actual, long expected) {
        assertThat(actual).isCloseTo(expected, within(expected / 1_000));
    }
}
