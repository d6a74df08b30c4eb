package dev.pushbench.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MedianIntervalTest {
    /**
     * Trials whose figures are their ranks. Of an odd number the median of a draw is at or below rank k as often as at least half of
     * the draws are: P(Bin(5, 1/5) ≥ 3) = 0.058 is above 2.5 %, P(Bin(7, 1/7) ≥ 4) = 0.010 and P(Bin(11, 2/11) ≥ 6) = 0.006 are below, and the next ones above.
     */
    @ParameterizedTest
    @CsvSource({"5, 1, 5", "7, 2, 6", "9, 2, 8", "11, 3, 9"})
    void ofAnOddNumberOfTrialsItsEndsAreTrials(int trials, double low, double high) {
        assertThat(MedianInterval.of(ranks(trials))).contains(new Interval(low, high));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 8, 10, 13, 20})
    void isWhereDrawingManyTimesEnds(int trials) {
        Sample sample =
                new Sample(new Random(trials).doubles(trials, 1, 100).boxed().toList());
        double[] medians = drawn(sample, 200_000);

        Interval interval = MedianInterval.of(sample).orElseThrow();

        assertThat(shareAtMost(medians, interval.low())).isGreaterThan(0.0235);
        assertThat(shareBelow(medians, interval.low())).isLessThan(0.0265);
        assertThat(shareAtMost(medians, interval.high())).isGreaterThan(0.9735);
        assertThat(shareBelow(medians, interval.high())).isLessThan(0.9765);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void ofTooFewTrialsThereIsNone(int trials) {
        assertThat(MedianInterval.of(ranks(trials))).isEmpty();
    }

    @Test
    void whereAllTrialsAgreeItHasNoWidth() {
        assertThat(MedianInterval.of(new Sample(List.of(3.0, 3.0, 3.0, 3.0, 3.0, 3.0))))
                .contains(new Interval(3, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 1000})
    void ofManyTrialsItIsNarrowAndHoldsTheirMedian(int trials) {
        Sample ranks = ranks(trials);

        Interval interval = MedianInterval.of(ranks).orElseThrow();

        assertThat(interval.holds(ranks.median())).isTrue();
        // About 1.96 × ½√n ranks to each side.
        assertThat(interval.high() - interval.low()).isEqualTo(1.96 * Math.sqrt(trials), within(2.0));
    }

    private static Sample ranks(int trials) {
        return new Sample(
                IntStream.rangeClosed(1, trials).asDoubleStream().boxed().toList());
    }

    private static double[] drawn(Sample sample, int times) {
        Random random = new Random(42);
        return IntStream.range(0, times)
                .mapToDouble(draw -> new Sample(random.ints(sample.size(), 0, sample.size())
                                .mapToObj(sample.values()::get)
                                .toList())
                        .median())
                .toArray();
    }

    private static double shareAtMost(double[] medians, double value) {
        return (double) Arrays.stream(medians)
                        .filter(median -> median <= value + 1e-9)
                        .count()
                / medians.length;
    }

    private static double shareBelow(double[] medians, double value) {
        return (double) Arrays.stream(medians)
                        .filter(median -> median < value - 1e-9)
                        .count()
                / medians.length;
    }
}
