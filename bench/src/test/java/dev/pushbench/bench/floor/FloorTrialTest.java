package dev.pushbench.bench.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.host.JvmProbe;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.PublishTimes;
import dev.pushbench.protocol.EventTail;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.Retention;
import dev.pushbench.server.room.Room;
import dev.pushbench.server.room.Rooms;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FloorTrialTest {
    @Test
    void everyEventComesToEveryUserOnceAndOnlyThoseOfTheWindowAreTimed() throws Exception {
        FloorResult result = run(plan(20, 200, Duration.ofMillis(250), Duration.ofMillis(500)));

        assertThat(result.expected()).isEqualTo(100 * 20);
        assertThat(result.deliveries()).isEqualTo(new Deliveries(150 * 20, 100 * 20, 0, 0, 0, 0, 0));
        assertThat(result.latencies().latency().getTotalCount()).isEqualTo(100 * 20);
        assertThat(result.latencies().serviceLatency().getTotalCount()).isEqualTo(100 * 20);
        assertThat(result.latencies().publishDelay().getTotalCount()).isEqualTo(100);
        assertThat(result.latencies().connectTime().getTotalCount()).isZero();
        assertThat(result.isResult()).isTrue();
    }

    /** The clock of the process's CPU time may tick in hundredths of a second, so that only a sum says that it was read. */
    @Test
    void costIsToldPerDelivery() throws Exception {
        FloorResult result = run(plan(500, 400, Duration.ZERO, Duration.ofSeconds(1)));

        assertThat(result.cost().cpuNanos().orElseThrow()).isPositive();
        assertThat(result.cost().allocatedBytes().orElseThrow()).isPositive();
    }

    @Test
    void whatARoomHasForgottenIsMissingBehindAGap() {
        Room room =
                new Rooms(1, new Retention(4, 1024)).room(new RoomName("small")).orElseThrow();
        Lane lane = new Lane(Runnable::run);
        PublishTimes publishTimes = PublishTimes.inMemory(10);
        Meter meter = new Meter(publishTimes, EventTail.of(new byte[] {'x'}));
        FloorReader reader = new FloorReader(room, lane, meter);
        for (int i = 0; i < 10; i++) {
            publishTimes.publishing(i + 1, i, i + 1);
            room.append(i, new byte[] {'x'});
        }

        reader.advance();

        assertThat(meter.deliveries().totals()).isEqualTo(new Deliveries(4, 0, 6, 0, 0, 1, 6));
        assertThat(lane.deliveries()).isEqualTo(4);
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        try (JvmProbe probe = JvmProbe.start();
                FloorTrial trial = new FloorTrial(plan(1, 1, Duration.ZERO, Duration.ofHours(1)), probe)) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(trial::run).isInstanceOf(InterruptedException.class);
        }
    }

    private static FloorPlan plan(int users, double eventsPerSecond, Duration warmup, Duration window) {
        return new FloorPlan(users, new LoadPlan.Publishing(eventsPerSecond, 128), warmup, window);
    }

    private static FloorResult run(FloorPlan plan) throws InterruptedException {
        try (JvmProbe probe = JvmProbe.start();
                FloorTrial trial = new FloorTrial(plan, probe)) {
            return trial.run();
        }
    }
}
