package dev.pushbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PercentileTest {
    @ParameterizedTest
    @CsvSource({"P50, 20", "P90, 100", "P99, 1000", "P999, 10000", "P9999, 100000"})
    void isToldFromTenSamplesBeyondItOn(Percentile percentile, int leastSamples) {
        assertThat(percentile.of(samples(leastSamples - 1))).isEmpty();
        assertThat(percentile.of(samples(leastSamples))).isPresent();
    }

    @Test
    void isTheValueThatItsShareOfSamplesDoesNotExceed() {
        assertThat(Percentile.P50.of(samples(1000))).hasValue(500);
        assertThat(Percentile.P99.of(samples(1000))).hasValue(990);
        Histogram many = samples(1000);
        many.recordValueWithCount(1, 999_000);
        many.recordValueWithCount(2000, 100);
        assertThat(Percentile.P9999.of(many)).hasValue(1000);
    }

    @Test
    void maxIsToldFromOneSampleOn() {
        assertThat(Percentile.max(samples(0))).isEqualTo(OptionalLong.empty());
        assertThat(Percentile.max(samples(1))).hasValue(1);
    }

    private static Histogram samples(int count) {
        Histogram histogram = new Histogram(3);
        for (int value = 1; value <= count; value++) {
            histogram.recordValue(value);
        }
        return histogram;
    }
}
