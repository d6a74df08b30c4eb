package dev.pushbench.client;

import dev.pushbench.client.Load.Milestone;
import dev.pushbench.client.Load.Observer;
import dev.pushbench.client.Load.Phase;
import dev.pushbench.client.Load.Progress;
import dev.pushbench.client.LoadResult.Idle;
import dev.pushbench.client.LoadResult.Published;
import dev.pushbench.client.engine.EventLoop;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.SentTimes;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.client.pacing.FireTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One trial, from the thread that coordinates it: users connect, the publisher publishes, the last deliveries come, all close.
 *
 * <pre>
 *   connecting ─▶ idle, if asked for ─▶ warming up, draining ─▶ measuring, draining ─▶ quiet ─▶ over
 *        └────────────┴────────────────────┴──failure or interrupt──▶ over, with what was measured
 * </pre>
 */
final class Trial implements AutoCloseable {
    /** From a schedule being made to its first event being due. */
    private static final long HEAD_START_NANOS = 20_000_000;

    private static final long LOOK_NANOS = 2_000_000;
    private static final long TELL_NANOS = 1_000_000_000;
    private static final long QUIET_NANOS = 2_000_000_000;
    private static final long BETWEEN_COMPARISONS_NANOS = 25_000_000;
    private static final long LOOP_ANSWERS_SECONDS = 30;

    private final LoadPlan plan;
    private final Observer observer;
    private final FireTimes fireTimes;
    private final EventLoop loop;
    private final Meter meter;
    private final Population population;
    private final Publisher publisher;
    private final WindowRecord window;
    private Optional<String> failure = Optional.empty();
    private Optional<Idle> idle = Optional.empty();
    private Traffic traffic = Traffic.NONE;
    private long warmupEvents;
    private long toldNanos;

    Trial(LoadPlan plan, Observer observer) {
        this.plan = plan;
        this.observer = observer;
        this.fireTimes = FireTimes.constantRate(plan.publishing().eventsPerSecond());
        SentTimes sentTimes = new SentTimes(Math.toIntExact(
                eventsIn(plan.timing().warmup()) + eventsIn(plan.timing().window())));
        this.meter = new Meter(sentTimes);
        this.window = new WindowRecord(meter);
        this.loop = startLoop();
        this.population = new Population(plan, loop, meter);
        this.publisher = new Publisher(plan, fireTimes, sentTimes);
    }

    private static EventLoop startLoop() {
        try {
            return EventLoop.start("users");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LoadResult run() {
        reach(Milestone.ALONE);
        connect();
        idle();
        warmUp();
        measure();
        compare();
        publisher.stop();
        end();
        return result();
    }

    @Override
    public void close() {
        publisher.stop();
        loop.close();
    }

    private void connect() {
        loop.execute(population::start);
        long deadline = System.nanoTime() + plan.timing().connect().toNanos();
        waitFor(Phase.CONNECTING, deadline, () -> population.readyUsers() + population.failedUsers() == plan.users());
        if (failure.isEmpty()) {
            failure = whatEndsIt();
        }
        if (failure.isEmpty() && population.readyUsers() < plan.users()) {
            failure = Optional.of(population.readyUsers() + " of " + plan.users() + " users were ready after "
                    + plan.timing().connect().toSeconds() + " s");
        }
        reach(Milestone.CONNECTED);
        if (failure.isEmpty()) {
            loop.execute(() -> population.begin(System.nanoTime()));
        }
    }

    private void idle() {
        long nanos = plan.timing().idle().toNanos();
        if (nanos == 0 || failure.isPresent()) {
            return;
        }
        Traffic before = onLoop(meter::traffic, Traffic.NONE);
        long startNanos = System.nanoTime();
        waitFor(Phase.IDLE, startNanos + nanos, () -> false);
        Traffic after = onLoop(meter::traffic, Traffic.NONE);
        long bytes = after.up().total()
                + after.down().total()
                - before.up().total()
                - before.down().total();
        idle = Optional.of(new Idle(System.nanoTime() - startNanos, bytes));
    }

    private void warmUp() {
        warmupEvents = eventsIn(plan.timing().warmup());
        if (warmupEvents > 0 && failure.isEmpty()) {
            publisher.publish(new Publisher.Schedule(System.nanoTime() + HEAD_START_NANOS, warmupEvents, false));
            waitFor(Phase.WARM_UP, Long.MAX_VALUE, publisher::isDone);
            drain();
        }
        reach(Milestone.WARM);
    }

    private void measure() {
        if (failure.isPresent()) {
            return;
        }
        long startNanos = System.nanoTime() + HEAD_START_NANOS;
        long endNanos = startNanos + plan.timing().window().toNanos();
        onLoop(
                () -> {
                    meter.deliveries().measure(startNanos, endNanos);
                    return true;
                },
                false);
        publisher.publish(
                new Publisher.Schedule(startNanos, eventsIn(plan.timing().window()), true));
        waitFor(Phase.MEASURING, startNanos, () -> false);
        window.open(startNanos);
        reach(Milestone.WINDOW_OPENED);
        waitFor(Phase.MEASURING, Long.MAX_VALUE, () -> {
            window.look();
            return publisher.isDone();
        });
        reach(Milestone.WINDOW_CLOSED);
        drain();
        window.close();
    }

    private void drain() {
        long expected = publisher.sent() * plan.users();
        long deadline = System.nanoTime() + plan.timing().drain().toNanos();
        waitFor(Phase.DRAINING, deadline, () -> {
            window.look();
            return meter.deliveries().arrivals() + meter.deliveries().totals().missedByGap() >= expected;
        });
    }

    /** Lets both sides come to rest, and compares their bytes until they are the same or it has taken too long. */
    private void compare() {
        onLoop(
                () -> {
                    population.pause();
                    return true;
                },
                false);
        long deadline = System.nanoTime() + QUIET_NANOS;
        boolean same = false;
        while (!same && failure.isEmpty()) {
            traffic = onLoop(meter::traffic, Traffic.NONE);
            same = observer.agrees(traffic, published()) || System.nanoTime() > deadline;
            if (!same) {
                LockSupport.parkNanos(BETWEEN_COMPARISONS_NANOS);
                failure = whatEndsIt();
            }
        }
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
        if (failure.isEmpty()) {
            failure = whatEndsIt(); // that it holds, or is too late, may be for this very reason
        }
    }

    private void tell(Phase phase) {
        toldNanos = System.nanoTime();
        observer.progress(
                new Progress(phase, population.readyUsers(), meter.deliveries().arrivals()));
    }

    private void reach(Milestone milestone) {
        if (failure.isEmpty()) {
            observer.reached(milestone);
        }
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

    private void end() {
        long lastSeq = publisher.sent();
        boolean ended = onLoop(
                () -> {
                    population.finish(lastSeq);
                    population.stop();
                    return true;
                },
                false);
        if (!ended && failure.isEmpty()) {
            failure = Optional.of("the users' loop did not end");
        }
        if (failure.isPresent()) {
            traffic = onLoop(meter::traffic, Traffic.NONE); // of all that arrived: nothing was quiet before
        }
    }

    /** Asks the loop's thread, interrupted or not; {@code otherwise} where it does not answer. */
    private <T> T onLoop(Supplier<T> question, T otherwise) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> answer.complete(question.get()));
        return loop.failure().isPresent()
                ? otherwise
                : answer.completeOnTimeout(otherwise, LOOP_ANSWERS_SECONDS, TimeUnit.SECONDS)
                        .join();
    }

    private long eventsIn(Duration time) {
        return fireTimes.countBefore(time.toNanos());
    }

    private Published published() {
        long sent = publisher.sent();
        return new Published(sent, Math.max(0, sent - warmupEvents), publisher.bytesUp(), publisher.bytesDown(), idle);
    }

    private LoadResult result() {
        Published published = published();
        return new LoadResult(
                published,
                published.windowEvents() * plan.users(),
                meter.deliveries().totals(),
                meter.latencies(window.latency(), publisher.publishDelay()),
                traffic,
                meter.connections().counts(),
                window.seconds(),
                List.of(),
                failure);
    }
}
