package dev.pushbench.client.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.pacing.FireTimes;
import java.util.List;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventLatenciesTest {
    private static final long SECOND = 1_000_000_000;
    private static final long START = 123_456_789;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // rate | seconds | events in each cluster
                "0.1 | 30  | 1",
                "0.7 | 10  | 1",
                "1.5 | 10  | 1",
                "3   | 7   | 1",
                "10  | 51  | 1",
                "512 | 1   | 1",
                "1024| 4   | 8",
            })
    void eachEventIsAClusterWhereThereAreNotTooMany(double rate, long seconds, long eventsInEach) {
        FireTimes fireTimes = FireTimes.constantRate(rate);
        long events = fireTimes.countBefore(seconds * SECOND);
        EventLatencies latencies = new EventLatencies(new MeasuredWindows(START, seconds * SECOND, 1, 0, events));
        for (long event = 0; event < events; event++) {
            for (int user = 0; user < 3; user++) {
                latencies.record(START + fireTimes.offsetNanos(event), 1_000_000);
            }
        }

        List<EventCluster> clusters = latencies.clusters();
        assertThat(clusters).hasSize((int) (events / eventsInEach));
        assertThat(clusters)
                .extracting(cluster -> cluster.latency().getTotalCount())
                .containsOnly(3 * eventsInEach);
        assertThat(clusters)
                .extracting(EventCluster::dueOffsetNanos)
                .containsExactlyElementsOf(LongStream.range(0, clusters.size())
                        .map(cluster -> Math.round((double) seconds * SECOND * cluster / clusters.size()))
                        .boxed()
                        .toList());
    }

    @Test
    void anEventWithoutADeliveryHasNoCluster() {
        EventLatencies latencies = new EventLatencies(new MeasuredWindows(START, SECOND, 1, 0, 4));
        latencies.record(START, 5_000);
        latencies.record(START + SECOND - 1, 7_000);

        assertThat(latencies.clusters())
                .extracting(EventCluster::dueOffsetNanos)
                .containsExactly(0L, SECOND * 3 / 4);
    }

    @Test
    void theSameEventsAtOtherUsersAreAdded() {
        List<EventCluster> one = List.of(cluster(0, 2), cluster(20, 3));
        List<EventCluster> other = List.of(cluster(10, 4), cluster(20, 5));

        List<EventCluster> both = EventLatencies.sum(one, other);

        assertThat(both).extracting(EventCluster::dueOffsetNanos).containsExactly(0L, 10L, 20L);
        assertThat(both)
                .extracting(cluster -> cluster.latency().getTotalCount())
                .containsExactly(2L, 4L, 8L);
    }

    private static EventCluster cluster(long dueOffsetNanos, long deliveries) {
        Histogram latency = new Histogram(3);
        latency.recordValueWithCount(1_000, deliveries);
        return new EventCluster(dueOffsetNanos, latency);
    }
}
