package dev.pushbench.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.pacing.Arrivals;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LeadInTest {
    private static final long MILLI = 1_000_000;

    /** Times in milliseconds. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // technique | rate | warm-up | interval | at once | events | length
                "POLLING   | 10   | 0    | 500  | 1  | 5    | 500",
                "POLLING   | 10   | 0    | 5000 | 1  | 50   | 5000",
                "POLLING   | 0.1  | 0    | 500  | 1  | 0    | 0",
                "POLLING   | 1.5  | 0    | 1000 | 1  | 1    | 666.666666",
                "POLLING   | 1000 | 3000 | 10   | 1  | 1000 | 1000",
                "SSE       | 10   | 0    | 500  | 1  | 0    | 0",
                "SSE       | 10   | 3000 | 500  | 1  | 10   | 1000",
                "WEBSOCKET | 10   | 400  | 500  | 1  | 4    | 400",
                "SSE       | 0.7  | 3000 | 500  | 1  | 0    | 0",
                "SSE       | 20   | 3000 | 500  | 10 | 20   | 1000",
                "SSE       | 15   | 3000 | 500  | 10 | 10   | 666.666666",
            })
    void itIsAWholeNumberOfEventsOnTheScheduleOfTheWindow(
            Technique technique, double rate, long warmup, long interval, int atOnce, long events, double length) {
        LeadIn leadIn = LeadIn.of(plan(technique, rate, warmup, interval, atOnce));

        assertThat(leadIn.events()).isEqualTo(events);
        assertThat(leadIn.nanos()).isEqualTo(Math.round(length * MILLI));
    }

    @Test
    void whereNothingIsPublishedThereIsNone() {
        LoadPlan plan = plan(Technique.POLLING, 0, 1000, 500, 1);

        assertThat(plan.leadIn()).isEqualTo(new LeadIn(0, 0));
    }

    /** A window begins half-way between two polls: of 20 users that poll every 500 ms one polls every 25 ms. */
    @Test
    void aWindowBeginsBetweenTwoPolls() {
        PollGrid grid = PollGrid.of(plan(Technique.POLLING, 10, 0, 500, 1), 1_000 * MILLI);

        assertThat(grid.windowStart(1_000 * MILLI)).isEqualTo(1_000 * MILLI + 12_500_000);
        assertThat(grid.windowStart(1_012_500_000)).isEqualTo(1_012_500_000);
        assertThat(grid.windowStart(1_012_500_001)).isEqualTo(1_037_500_000);
        assertThat(PollGrid.of(plan(Technique.SSE, 10, 0, 500, 1), 1_000).windowStart(77))
                .isEqualTo(77);
    }

    private static LoadPlan plan(Technique technique, double rate, long warmup, long interval, int atOnce) {
        Arrivals arrivals = rate == 0 ? Arrivals.NONE : atOnce == 1 ? Arrivals.CONSTANT : Arrivals.burst(atOnce);
        return new LoadPlan(
                technique,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                new RoomName("room"),
                20,
                new LoadPlan.Publishing(rate, 128),
                new LoadPlan.Reading(Duration.ofMillis(interval), Duration.ofSeconds(1)),
                LoadPlan.Requests.MINIMAL,
                new LoadPlan.Timing(
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        Duration.ofMillis(warmup),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1)),
                Scene.BROADCAST.withArrivals(arrivals));
    }
}
