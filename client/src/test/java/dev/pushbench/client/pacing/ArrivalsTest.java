package dev.pushbench.client.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ArrivalsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void drawnArrivalsHaveTheRateAndTheDistancesOfAPoissonProcess() {
        FireTimes times = FireTimes.poisson(1000, 7, MINUTE);
        int events = 50_000;
        double[] distances = IntStream.range(1, events)
                .mapToDouble(i -> (times.offsetNanos(i) - times.offsetNanos(i - 1)) / 1e6)
                .toArray();
        double mean = IntStream.range(0, distances.length)
                .mapToDouble(i -> distances[i])
                .average()
                .orElseThrow();
        double variance = IntStream.range(0, distances.length)
                .mapToDouble(i -> (distances[i] - mean) * (distances[i] - mean))
                .average()
                .orElseThrow();
        long longerThanMean = IntStream.range(0, distances.length)
                .filter(i -> distances[i] > 1)
                .count();

        assertThat(mean).as("of 1 ms").isCloseTo(1, within(0.02));
        assertThat(Math.sqrt(variance)).as("as much as the mean").isCloseTo(1, within(0.03));
        assertThat((double) longerThanMean / events).as("1/e").isCloseTo(Math.exp(-1), within(0.01));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 1, 997, 100_000})
    void countsAgreeWithOffsetsWithinTheHorizonAndBeyond(double perSecond) {
        FireTimes times = FireTimes.poisson(perSecond, 3, Duration.ofSeconds(1));
        long previous = 0;
        for (long index = 0; index < 5_000; index++) {
            long offset = times.offsetNanos(index);
            assertThat(offset).isGreaterThanOrEqualTo(previous);
            previous = offset;
            assertThat(times.countBefore(offset)).isLessThanOrEqualTo(index);
            assertThat(times.countBefore(offset + 1)).isGreaterThan(index);
        }
        assertThat(times.countBefore(0)).isZero();
    }

    @Test
    void theSameSeedDrawsTheSameInstantsWhateverTheHorizon() {
        FireTimes one = FireTimes.poisson(50, 3, Duration.ofSeconds(1));
        FireTimes same = FireTimes.poisson(50, 3, MINUTE);
        FireTimes other = FireTimes.poisson(50, 4, MINUTE);

        assertThat(LongStream.range(0, 2_000).map(one::offsetNanos))
                .containsExactlyElementsOf(LongStream.range(0, 2_000)
                        .map(same::offsetNanos)
                        .boxed()
                        .toList());
        assertThat(other.offsetNanos(1_999)).isNotEqualTo(same.offsetNanos(1_999));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 1, 100})
    void whereOneEventIsDueInTheMeanTheUsualSeedGivesOne(double perSecond) {
        Duration mean = Duration.ofNanos((long) (1e9 / perSecond));

        assertThat(Arrivals.POISSON.fireTimes(perSecond, mean).countBefore(mean.toNanos()))
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 4", "1000000000, 4", "1000000001, 8", "2000000001, 12"})
    void aBurstIsDueAtOnceAndThenNothing(long offsetNanos, long count) {
        FireTimes bursts = FireTimes.bursts(4, 4);

        assertThat(bursts.countBefore(offsetNanos)).isEqualTo(count);
        assertThat(LongStream.range(0, 6).map(bursts::offsetNanos))
                .containsExactly(0L, 0L, 0L, 0L, 1_000_000_000L, 1_000_000_000L);
    }

    @Test
    void whereNothingIsEverDueThereIsNothingToCount() {
        FireTimes never = Arrivals.NONE.fireTimes(0, MINUTE);

        assertThat(never.countBefore(Long.MAX_VALUE)).isZero();
        assertThatThrownBy(() -> never.offsetNanos(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lotsAreFairAndDependOnTheIndexAlone() {
        Lots lots = new Lots(1, 7);
        long[] drawn = new long[7];
        LongStream.range(0, 70_000).forEach(index -> drawn[lots.drawn(index)]++);

        assertThat(LongStream.of(drawn)).allSatisfy(count -> assertThat(count).isBetween(9_600L, 10_400L));
        assertThat(LongStream.range(0, 100).mapToInt(new Lots(1, 7)::drawn))
                .containsExactlyElementsOf(
                        LongStream.range(0, 100).mapToInt(lots::drawn).boxed().toList());
        assertThat(new Lots(9, 1).drawn(5)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"BURST, 0", "BURST, 100001", "POISSON, 2"})
    void asManyAtOnceAsMakeNoSenseAreRefused(Arrivals.Pattern pattern, int atOnce) {
        assertThatThrownBy(() -> new Arrivals(pattern, atOnce, 1)).hasMessageContaining("events at once must be");
    }
}
