package dev.pushbench.bench.floor;

import dev.pushbench.bench.host.JvmFigures;
import dev.pushbench.bench.host.JvmProbe;
import dev.pushbench.bench.result.ServerCost;
import dev.pushbench.client.measure.IntervalRecorder;
import dev.pushbench.client.measure.MeasuredWindows;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.PublishTimes;
import dev.pushbench.client.pacing.FireTimes;
import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.EventTail;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.server.ServerOptions;
import dev.pushbench.server.room.Audience;
import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.Room;
import dev.pushbench.server.room.Rooms;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * One floor trial: the calling thread publishes into a room on the open-loop schedule of any trial, one other thread is the lane
 * of all readers. What is published, when it is due, and how arrivals are counted and timed is the code of a real trial; only
 * what lies between room and meter is left out.
 *
 * <pre>
 *   readers join ─▶ warm-up, drain ─▶ collect garbage ─▶ window, drain ─▶ over
 * </pre>
 */
public final class FloorTrial implements AutoCloseable {
    /** From a schedule being made to its first event being due. */
    private static final long HEAD_START_NANOS = 20_000_000;

    private static final long LOOK_NANOS = 2_000_000;
    private static final long LONGEST_DRAIN_NANOS = 5_000_000_000L;

    private final FloorPlan plan;
    private final JvmProbe probe;
    private final FireTimes fireTimes;
    private final byte[] data;
    private final PublishTimes publishTimes;
    private final Meter meter;
    private final SingleWriterRecorder publishDelay = Meter.recorder();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(FloorTrial::laneThread);
    private final Lane lane = new Lane(thread);
    private final Room room;
    private final List<FloorReader> readers;
    private long published;

    /** @param probe of this JVM; may serve one trial after the other */
    public FloorTrial(FloorPlan plan, JvmProbe probe) {
        this.plan = plan;
        this.probe = probe;
        this.fireTimes = FireTimes.constantRate(plan.publishing().eventsPerSecond());
        this.data = new byte[plan.publishing().eventBytes() - EventFormat.FIXED_BYTES];
        Arrays.fill(data, (byte) 'x');
        this.publishTimes = PublishTimes.inMemory(Math.toIntExact(eventsIn(plan.warmup()) + eventsIn(plan.window())));
        this.meter = new Meter(publishTimes, EventTail.of(data));
        this.room = new Rooms(1, ServerOptions.DEFAULT.retention())
                .room(new RoomName("floor"))
                .orElseThrow();
        this.readers = Stream.generate(() -> new FloorReader(room, lane, meter))
                .limit(plan.users())
                .toList();
    }

    /** Runs it, once. */
    public FloorResult run() throws InterruptedException {
        onLane(() -> {
            Audience audience = room.audience(lane);
            readers.forEach(audience::join);
        });
        publish(System.nanoTime() + HEAD_START_NANOS, eventsIn(plan.warmup()), false);
        drain();
        JvmFigures before = probe.figuresAfterGc();
        long deliveriesBefore = lane.deliveries();
        long windowEvents = eventsIn(plan.window());
        long startNanos = System.nanoTime() + HEAD_START_NANOS;
        onLane(() -> meter.measure(
                MeasuredWindows.one(startNanos, startNanos + plan.window().toNanos(), windowEvents)));
        publish(startNanos, windowEvents, true);
        drain();
        JvmFigures after = probe.figures();
        long deliveries = lane.deliveries() - deliveriesBefore;
        onLane(() -> {
            readers.forEach(reader -> reader.finish(published));
            meter.endIntervals(System.nanoTime());
        });
        return new FloorResult(
                plan,
                windowEvents * plan.users(),
                meter.deliveries().totals(),
                meter.latencies(latency(), publishDelay.getIntervalHistogram()),
                new ServerCost.PerDelivery(
                        deliveries,
                        after.processCpuNanos() - before.processCpuNanos(),
                        after.allocatedBytes() - before.allocatedBytes()));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void publish(long startNanos, long events, boolean measured) throws InterruptedException {
        for (long index = 0; index < events; index++) {
            long dueNanos = startNanos + fireTimes.offsetNanos(index);
            waitUntil(dueNanos);
            long nowNanos = System.nanoTime();
            publishTimes.publishing(published + 1, dueNanos, nowNanos);
            published = room.append(dueNanos, data);
            if (measured) {
                Meter.record(publishDelay, nowNanos - dueNanos);
            }
        }
    }

    private Histogram latency() {
        Histogram all = new Histogram(Meter.SIGNIFICANT_DIGITS);
        for (Optional<IntervalRecorder.Cut> cut = meter.intervals().next();
                cut.isPresent();
                cut = meter.intervals().next()) {
            all.add(cut.get().latency());
        }
        return all;
    }

    private static void waitUntil(long dueNanos) throws InterruptedException {
        for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
            endIfInterrupted();
        }
    }

    private void drain() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_DRAIN_NANOS;
        long expected = published * plan.users();
        while (meter.deliveries().arrivals() + meter.deliveries().totals().missedByGap() < expected
                && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
            endIfInterrupted();
        }
    }

    private static void endIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("a floor trial is ended by interrupting it");
        }
    }

    /** Has it done on the lane's thread, which owns readers and meters. */
    private void onLane(Runnable task) throws InterruptedException {
        CompletableFuture<Void> done = CompletableFuture.runAsync(task, thread);
        while (!done.isDone()) {
            LockSupport.parkNanos(LOOK_NANOS);
            endIfInterrupted();
        }
        done.join();
    }

    private long eventsIn(Duration time) {
        return fireTimes.countBefore(time.toNanos());
    }

    private static Thread laneThread(Runnable work) {
        Thread thread = new Thread(work, "lane");
        thread.setDaemon(true);
        return thread;
    }
}
