package dev.pushbench.client;

import dev.pushbench.client.Load.Phase;
import dev.pushbench.client.Load.Progress;
import dev.pushbench.client.engine.EventLoop;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.SentTimes;
import dev.pushbench.client.pacing.FireTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * One trial, from the thread that coordinates it: users connect, the publisher publishes, the last deliveries come, all close.
 *
 * <pre>
 *   connecting ──all ready──▶ warming up ──▶ measuring ──last event sent──▶ draining ──all there, or time out──▶ over
 *        └────────┴─────────────┴──failure or interrupt──▶ over, with what was measured
 * </pre>
 */
final class Trial implements AutoCloseable {
    /** From all users being ready to the first event being due: time enough for every timer to be set. */
    private static final long HEAD_START_NANOS = 50_000_000;

    private static final long LOOK_NANOS = 2_000_000;
    private static final long TELL_NANOS = 1_000_000_000;
    private static final long FINISH_SECONDS = 30;

    private final LoadPlan plan;
    private final Consumer<Progress> progress;
    private final FireTimes fireTimes;
    private final long warmupEvents;
    private final EventLoop loop;
    private final Meter meter;
    private final Population population;
    private final Publisher publisher;
    private Optional<String> failure = Optional.empty();
    private long toldNanos;

    Trial(LoadPlan plan, Consumer<Progress> progress) {
        this.plan = plan;
        this.progress = progress;
        this.fireTimes = FireTimes.constantRate(plan.publishing().eventsPerSecond());
        Duration schedule = plan.timing().warmup().plus(plan.timing().window());
        this.warmupEvents = fireTimes.countBefore(plan.timing().warmup().toNanos());
        long events = fireTimes.countBefore(schedule.toNanos());
        SentTimes sentTimes = new SentTimes(Math.toIntExact(events));
        this.meter = new Meter(sentTimes);
        this.loop = startLoop();
        this.population = new Population(plan, loop, meter);
        String host = plan.server().getAddress().getHostAddress() + ":"
                + plan.server().getPort();
        this.publisher = new Publisher(plan, fireTimes, events, sentTimes, host);
    }

    private static EventLoop startLoop() {
        try {
            return EventLoop.start("users");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LoadResult run() {
        connect();
        if (failure.isEmpty()) {
            publish();
        }
        if (failure.isEmpty()) {
            drain();
        }
        publisher.stop();
        endUsers();
        return result();
    }

    @Override
    public void close() {
        loop.close();
    }

    private void connect() {
        loop.execute(population::start);
        long deadline = System.nanoTime() + plan.timing().connect().toNanos();
        waitFor(Phase.CONNECTING, deadline, () -> population.readyUsers() + population.failedUsers() == plan.users());
        if (failure.isEmpty() && population.readyUsers() < plan.users()) {
            failure = Optional.of(population.readyUsers() + " of " + plan.users() + " users were ready after "
                    + plan.timing().connect().toSeconds() + " s");
        }
    }

    private void publish() {
        long startNanos = System.nanoTime() + HEAD_START_NANOS;
        long windowNanos = startNanos + plan.timing().warmup().toNanos();
        long endNanos = windowNanos + plan.timing().window().toNanos();
        loop.execute(() -> {
            meter.deliveries().measure(windowNanos, endNanos);
            population.begin(startNanos);
        });
        publisher.start(startNanos);
        waitFor(Phase.WARM_UP, windowNanos, () -> false);
        waitFor(Phase.MEASURING, Long.MAX_VALUE, publisher::isDone);
    }

    private void drain() {
        long expected = publisher.sent() * plan.users();
        long deadline = System.nanoTime() + plan.timing().drain().toNanos();
        waitFor(Phase.DRAINING, deadline, () -> meter.deliveries().arrivals() >= expected);
    }

    /** Waits until it holds or the deadline passes, or something ends the trial. */
    private void waitFor(Phase phase, long deadlineNanos, BooleanSupplier holds) {
        tell(phase);
        while (failure.isEmpty() && !holds.getAsBoolean() && System.nanoTime() < deadlineNanos) {
            LockSupport.parkNanos(LOOK_NANOS);
            if (System.nanoTime() - toldNanos > TELL_NANOS) {
                tell(phase);
            }
            failure = whatEndsIt();
        }
    }

    private void tell(Phase phase) {
        toldNanos = System.nanoTime();
        progress.accept(
                new Progress(phase, population.readyUsers(), meter.deliveries().arrivals()));
    }

    private Optional<String> whatEndsIt() {
        if (Thread.currentThread().isInterrupted()) {
            return Optional.of("interrupted");
        }
        return loop.failure()
                .map(thrown -> "the load generator failed: " + thrown)
                .or(() -> population
                        .firstFailure()
                        .map(reason -> population.failedUsers() + " of " + plan.users() + " users failed: " + reason))
                .or(publisher::failure);
    }

    private void endUsers() {
        CountDownLatch ended = new CountDownLatch(1);
        long lastSeq = publisher.sent();
        loop.execute(() -> {
            population.finish(lastSeq);
            population.stop();
            ended.countDown();
        });
        boolean interrupted = Thread.interrupted();
        try {
            if (!ended.await(FINISH_SECONDS, TimeUnit.SECONDS) && failure.isEmpty()) {
                failure = Optional.of("the users' loop did not end");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private LoadResult result() {
        long published = Math.max(0, publisher.sent() - warmupEvents);
        Histogram latency = meter.latency().getIntervalHistogram();
        Histogram serviceLatency = meter.serviceLatency().getIntervalHistogram();
        return new LoadResult(
                published,
                published * plan.users(),
                meter.deliveries().totals(),
                latency,
                serviceLatency,
                publisher.publishDelay(),
                meter.requests(),
                meter.emptyAnswers(),
                meter.connections().counts(),
                failure);
    }
}
