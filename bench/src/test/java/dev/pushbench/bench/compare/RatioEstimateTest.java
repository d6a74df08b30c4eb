package dev.pushbench.bench.compare;

import static dev.pushbench.bench.compare.SampleTest.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RatioEstimateTest {
    /** As printed in tables of the two-sided Mann–Whitney test at 5 %; the last row by the normal approximation. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "1, 30, -",
                "2, 7, -",
                "3, 3, -",
                "3, 4, -",
                "2, 8, 0",
                "3, 5, 0",
                "4, 4, 0",
                "4, 10, 5",
                "5, 5, 2",
                "5, 8, 6",
                "5, 10, 8",
                "6, 6, 5",
                "7, 7, 8",
                "8, 8, 13",
                "10, 10, 23",
                "15, 15, 64",
                "20, 20, 127",
                "30, 30, 316"
            })
    void tailsOfTheRankSumAreThoseOfTheTables(int size, int otherSize, @Nullable Integer critical) {
        OptionalInt expected = critical == null ? OptionalInt.empty() : OptionalInt.of(critical);

        assertThat(RankSum.criticalValue(size, otherSize)).isEqualTo(expected);
        assertThat(RankSum.criticalValue(otherSize, size)).isEqualTo(expected);
    }

    /**
     * Permeability constants of the human chorioamnion, Hollander and Wolfe, <i>Nonparametric Statistical Methods</i>: an estimate of
     * −0.305 and a 96 % interval from −0.76 to 0.15 for the shift. Here as powers of e, so that the shift is a factor.
     */
    @Test
    void anExampleFromTheTextbookComesOutAsInTheTextbook() {
        Sample atTerm = exponentials("0.80 0.83 1.89 1.04 1.45 1.38 1.91 1.64 0.73 1.46");
        Sample earlier = exponentials("1.15 0.88 0.90 0.74 1.21");

        RatioEstimate estimate = RatioEstimate.of(atTerm, earlier).orElseThrow();

        assertThat(Math.log(estimate.ratio())).isEqualTo(-0.305, within(1e-9));
        Interval interval = estimate.interval().orElseThrow();
        assertThat(Math.log(interval.low())).isEqualTo(-0.76, within(1e-9));
        assertThat(Math.log(interval.high())).isEqualTo(0.15, within(1e-9));
    }

    @Test
    void ratiosTurnOverWhenTheSamplesDo() {
        Sample some = sample("1 2 3 4 5");
        Sample others = sample("2 3 5 7 11");

        RatioEstimate estimate = RatioEstimate.of(some, others).orElseThrow();
        RatioEstimate turned = RatioEstimate.of(others, some).orElseThrow();

        assertThat(turned.ratio()).isEqualTo(1 / estimate.ratio(), within(1e-12));
        assertThat(turned.interval().orElseThrow().low())
                .isEqualTo(1 / estimate.interval().orElseThrow().high(), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1 2 3 | 0 1 2", "0     | 1    ", "1     | -1   "})
    void ofWhatIsNotAboveZeroThereIsNoRatio(String base, String other) {
        assertThat(RatioEstimate.of(sample(base), sample(other))).isEmpty();
    }

    private static Sample exponentials(String values) {
        return sample(Arrays.stream(values.split(" "))
                .map(value -> Double.toString(Math.exp(Double.parseDouble(value))))
                .collect(Collectors.joining(" ")));
    }
}
