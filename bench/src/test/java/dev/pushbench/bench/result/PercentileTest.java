package dev.pushbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.Loads;
import dev.pushbench.client.LoadResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class PercentileTest {
    @ParameterizedTest
    @CsvSource({"P50, 20", "P90, 100", "P99, 1000", "P999, 10000", "P9999, 100000"})
    void isToldFromTenSamplesBeyondItOn(Percentile percentile, int leastSamples) {
        assertThat(percentile.of(samples(leastSamples - 1))).isEmpty();
        assertThat(percentile.of(samples(leastSamples))).isPresent();
    }

    /** A broadcast to a thousand users: samples enough for every percentile from two events on. */
    @ParameterizedTest
    @EnumSource
    void ofDeliveriesItAlsoNeedsTenEvents(Percentile percentile) {
        Histogram deliveries = new Histogram(3);
        deliveries.recordValueWithCount(5_000_000, 200_000);

        assertThat(percentile.of(deliveries, 0)).isEmpty();
        assertThat(percentile.of(deliveries, 3)).isEmpty();
        assertThat(percentile.of(deliveries, 9)).isEmpty();
        assertThat(percentile.of(deliveries, 10))
                .isEqualTo(percentile.of(deliveries))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"P50, 20", "P90, 100", "P99, 1000"})
    void eventsDoNotStandForSamples(Percentile percentile, int minSamples) {
        assertThat(percentile.of(samples(minSamples - 1), 1_000_000)).isEmpty();
        assertThat(percentile.of(samples(minSamples), 10)).isPresent();
    }

    /** Twenty thousand users and three events in the window. */
    @Test
    void latencyCountsTheEventsThatWereDue() {
        assertThat(Percentile.P50.ofLatency(broadcast(3))).isEmpty();
        assertThat(Percentile.P99.ofLatency(broadcast(9))).isEmpty();
        assertThat(Percentile.P50.ofLatency(broadcast(10))).isPresent();
        assertThat(Percentile.P999.ofLatency(broadcast(10))).isPresent();
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

    private static LoadResult broadcast(long events) {
        LoadResult load = Loads.flawless(60_000);
        return new LoadResult(
                new LoadResult.Published(2 * events, events, 0, 0, Optional.empty()),
                load.expected(),
                load.deliveries(),
                load.latencies(),
                load.traffic(),
                load.connections(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static Histogram samples(int count) {
        Histogram histogram = new Histogram(3);
        for (int value = 1; value <= count; value++) {
            histogram.recordValue(value);
        }
        return histogram;
    }
}
