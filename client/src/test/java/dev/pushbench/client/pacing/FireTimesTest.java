package dev.pushbench.client.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FireTimesTest {
    @ParameterizedTest
    @CsvSource({
        "1000, 0, 0",
        "1000, 1, 1000000",
        "1000, 1000000000, 1000000000000000",
        "1000, 999999999, 999999999000000",
        "100000, 1000000000, 10000000000000",
        "100000, 999999999, 9999999990000",
        "3, 1, 333333333",
        "3, 2, 666666666",
        "3, 3, 1000000000",
        "0.5, 1, 2000000000",
        "0.5, 3, 6000000000",
        "7, 1000000000, 142857142857142857"
    })
    void constantRateSpacesFireTimesEvenly(double perSecond, long index, long offsetNanos) {
        // Beyond 2^53 ns (104 days) a double steps by more than one.
        long stepNanos = offsetNanos < 1L << 53 ? 0 : 16;

        assertThat(Math.abs(FireTimes.constantRate(perSecond).offsetNanos(index) - offsetNanos))
                .isLessThanOrEqualTo(stepNanos);
    }

    @ParameterizedTest
    @ValueSource(doubles = {123.456, 997, 1000, 33_333.3, 99_999.99, 100_000})
    void constantRateDoesNotDrift(double perSecond) {
        FireTimes times = FireTimes.constantRate(perSecond);
        for (long index = 1_000_000_000L; index < 1_000_001_000L; index++) {
            long exact = BigDecimal.valueOf(index)
                    .multiply(BigDecimal.valueOf(1_000_000_000L))
                    .divide(new BigDecimal(perSecond), 0, RoundingMode.FLOOR)
                    .longValueExact();
            assertThat(Math.abs(times.offsetNanos(index) - exact))
                    .as("index %d at %s per second", index, perSecond)
                    .isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.3, 1, 3, 7, 10, 123.456, 997, 1000, 33_333.3, 99_999.99, 100_000, 1e9, 3.7e9})
    void countBeforeAgreesWithOffsets(double perSecond) {
        FireTimes times = FireTimes.constantRate(perSecond);
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            long index = i < 200 ? i : random.nextInt(1_000_000_000);
            long offset = times.offsetNanos(index);
            for (long around = Math.max(0, offset - 1); around <= offset + 1; around++) {
                long count = times.countBefore(around);
                if (count > 0) {
                    assertThat(times.offsetNanos(count - 1)).isLessThan(around);
                }
                assertThat(times.offsetNanos(count))
                        .as("offset of the first not before %d ns at %s per second", around, perSecond)
                        .isGreaterThanOrEqualTo(around);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 3, 997, 33_333.3, 100_000})
    void offsetsDoNotDecrease(double perSecond) {
        FireTimes times = FireTimes.constantRate(perSecond);
        long previous = -1;
        for (long index = 0; index < 100_000; index++) {
            assertThat(times.offsetNanos(index)).isGreaterThan(previous);
            previous = times.offsetNanos(index);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1000, -5, 0",
        "1000, 0, 0",
        "1000, 1, 1",
        "1000, 1000000, 1",
        "1000, 1000001, 2",
        "1000, 60000000000, 60000"
    })
    void countsEventsOfASpan(double perSecond, long offsetNanos, long count) {
        assertThat(FireTimes.constantRate(perSecond).countBefore(offsetNanos)).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aRateThatIsNoneIsRefused(double perSecond) {
        assertThatThrownBy(() -> FireTimes.constantRate(perSecond))
                .hasMessage("rate must be above 0 and finite, not " + perSecond);
    }

    @Test
    void aNegativeIndexIsRefused() {
        assertThatThrownBy(() -> FireTimes.constantRate(1).offsetNanos(-1))
                .hasMessage("index must be at least 0, not -1");
    }
}
