package dev.pushbench.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.Latencies;
import dev.pushbench.client.measure.Second;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.client.measure.WireBytes;
import java.util.List;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class ShareResultTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void histogramsAreAddedAndPercentilesTakenOfTheSum() {
        ShareResult fast = result(histogram(100, 1_000), 900, List.of());
        ShareResult slow = result(histogram(1, 9_000_000), 5_000, List.of());

        ShareResult both = fast.plus(slow);

        assertThat(both.latencies().latency().getTotalCount()).isEqualTo(101);
        assertThat(both.latencies().latency().getValueAtPercentile(50)).isEqualTo(1_000);
        assertThat(both.latencies().latency().getMaxValue()).isBetween(9_000_000L, 9_010_000L);
        assertThat(both.latencies().worstUserMeanNanos()).hasValue(5_000);
        assertThat(both.deliveries()).isEqualTo(new Deliveries(2, 4, 6, 8, 10, 12, 14));
        assertThat(both.connections()).isEqualTo(new ConnectionCounts(20, 18, 2, 4, 6, 8, 10, 12));
        assertThat(both.traffic().requests()).isEqualTo(10);
    }

    @Test
    void secondsOfTheSameInstantAreAddedAndTheDrainIsTheLonger() {
        List<Second> ours = List.of(second(0, SECOND, 1), second(SECOND, SECOND, 2), drain(2 * SECOND, SECOND / 4, 3));
        List<Second> theirs = List.of(second(0, SECOND, 10), second(SECOND, SECOND, 20), drain(2 * SECOND, SECOND, 30));

        List<Second> merged = result(histogram(1, 1), 1, ours)
                .plus(result(histogram(1, 1), 1, theirs))
                .seconds();

        assertThat(merged).extracting(Second::offsetNanos).containsExactly(0L, SECOND, 2 * SECOND);
        assertThat(merged).extracting(Second::lengthNanos).containsExactly(SECOND, SECOND, SECOND);
        assertThat(merged).extracting(each -> each.latency().getTotalCount()).containsExactly(11L, 22L, 33L);
        assertThat(merged)
                .extracting(each -> each.amounts().traffic().requests())
                .containsExactly(11L, 22L, 33L);
        assertThat(merged).extracting(Second::open).containsExactly(11L, 22L, 33L);
    }

    @Test
    void whoHasNoSecondsChangesNone() {
        List<Second> some = List.of(second(0, SECOND, 5), second(SECOND, SECOND, 6));
        ShareResult with = result(histogram(1, 1), 1, some);
        ShareResult without = result(histogram(1, 1), 1, List.of());

        assertThat(with.plus(without).seconds()).isEqualTo(some);
        assertThat(without.plus(with).seconds()).isEqualTo(some);
    }

    private static ShareResult result(Histogram latency, long worstUserMean, List<Second> seconds) {
        return new ShareResult(
                new Deliveries(1, 2, 3, 4, 5, 6, 7),
                new Latencies(latency, latency, latency, latency, latency, OptionalLong.of(worstUserMean)),
                new Traffic(WireBytes.NONE, WireBytes.NONE, 5, 0, 0, 0, 0),
                new ConnectionCounts(10, 9, 1, 2, 3, 4, 5, 6),
                seconds);
    }

    private static Second second(long offsetNanos, long lengthNanos, int count) {
        return interval(Second.Part.WINDOW, offsetNanos, lengthNanos, count);
    }

    private static Second drain(long offsetNanos, long lengthNanos, int count) {
        return interval(Second.Part.DRAIN, offsetNanos, lengthNanos, count);
    }

    private static Second interval(Second.Part part, long offsetNanos, long lengthNanos, int count) {
        Traffic traffic = new Traffic(WireBytes.NONE, WireBytes.NONE, count, 0, 0, 0, 0);
        return new Second(
                part, offsetNanos, lengthNanos, histogram(count, 1_000), new Second.Amounts(count, traffic, 0), count);
    }

    private static Histogram histogram(int count, long nanos) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(nanos, count);
        return histogram;
    }
}
