package dev.pushbench.client;

import dev.pushbench.client.Load.Milestone;
import dev.pushbench.client.Load.Observer;
import dev.pushbench.client.Load.Phase;
import dev.pushbench.client.LoadResult.Idle;
import dev.pushbench.client.LoadResult.Published;
import dev.pushbench.client.engine.EventLoop;
import dev.pushbench.client.measure.DeliveryLedger;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.SentTimes;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.client.pacing.FireTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * One trial in steps, from the thread that coordinates it: users connect, the publisher publishes window after window, the last
 * deliveries come, all close.
 *
 * <pre>
 *   open ─▶ connect ─▶ warmUp* ─▶ settle ─▶ measure+ ─▶ finish ─▶ close
 *               └──────────┴──failure or interrupt──┴──▶ every step up to finish does nothing more
 * </pre>
 *
 * Each step blocks until it is done. An interrupt of the thread ends the trial early; {@link #finish} then tells what was
 * measured, with {@link LoadResult#failure} set. There are as many windows as the plan says.
 */
public final class LoadSession implements AutoCloseable {
    /** From a schedule being made to its first event being due. */
    private static final long HEAD_START_NANOS = 20_000_000;

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
    private final Vigil vigil;
    private final WindowRecord window;
    private Optional<Idle> idle = Optional.empty();
    private Traffic traffic = Traffic.NONE;
    private long unmeasuredEvents;
    private int windowsLeft;

    private LoadSession(LoadPlan plan, Observer observer) {
        this.plan = plan;
        this.windowsLeft = plan.timing().windows().measured();
        this.observer = observer;
        this.fireTimes = FireTimes.constantRate(plan.publishing().eventsPerSecond());
        SentTimes sentTimes = new SentTimes(Math.toIntExact(events(plan.timing())));
        this.meter = new Meter(sentTimes, plan.users() / 2);
        this.window = new WindowRecord(meter);
        this.loop = startLoop();
        this.population = new Population(plan, loop, meter);
        this.publisher = new Publisher(plan, fireTimes, sentTimes);
        this.vigil = new Vigil(plan, observer, loop, meter, population, publisher, window);
    }

    private static EventLoop startLoop() {
        try {
            return EventLoop.start("users");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gets ready; nothing is connected yet but the publisher. */
    public static LoadSession open(LoadPlan plan, Observer observer) {
        return new LoadSession(plan, observer);
    }

    /** What has ended the trial early. */
    public Optional<String> failure() {
        return vigil.failure();
    }

    /** Connects the users, and waits idle with them where the plan says so. */
    public void connect() {
        reach(Milestone.ALONE);
        connectUsers();
        idle();
    }

    /** Comes to rest after the last window, lets both sides' bytes be compared, and ends everything. To be called once. */
    public LoadResult finish() {
        compare();
        publisher.stop();
        end();
        return result();
    }

    /** Ends what is not ended yet. */
    @Override
    public void close() {
        publisher.stop();
        loop.close();
    }

    private void connectUsers() {
        loop.execute(population::start);
        long deadline = System.nanoTime() + plan.timing().connect().toNanos();
        vigil.waitFor(
                Phase.CONNECTING, deadline, () -> population.readyUsers() + population.failedUsers() == plan.users());
        if (population.readyUsers() < plan.users()) {
            vigil.end(population.readyUsers() + " of " + plan.users() + " users were ready after "
                    + plan.timing().connect().toSeconds() + " s");
        }
        reach(Milestone.CONNECTED);
        if (vigil.goesOn()) {
            loop.execute(() -> population.begin(System.nanoTime()));
        }
    }

    private void idle() {
        long nanos = plan.timing().idle().toNanos();
        if (nanos == 0 || !vigil.goesOn()) {
            return;
        }
        Traffic before = onLoop(meter::traffic, Traffic.NONE);
        long startNanos = System.nanoTime();
        vigil.waitFor(Phase.IDLE, startNanos + nanos, () -> false);
        Traffic after = onLoop(meter::traffic, Traffic.NONE);
        long bytes = after.up().total()
                + after.down().total()
                - before.up().total()
                - before.down().total();
        idle = Optional.of(new Idle(System.nanoTime() - startNanos, bytes));
    }

    /** Publishes a warm-up window, and waits for its last delivery. */
    public void warmUp() {
        long events = eventsIn(plan.timing().warmup());
        if (events > 0 && vigil.goesOn()) {
            unmeasuredEvents += events;
            publisher.publish(new Publisher.Schedule(System.nanoTime() + HEAD_START_NANOS, events, false));
            vigil.waitFor(Phase.WARM_UP, Long.MAX_VALUE, publisher::isDone);
            drain();
        }
    }

    /**
     * Publishes one event at once, and waits until every user has it. A closed loop: the next event waits for this one, so whatever
     * holds one up also holds up those that would have shown it (coordinated omission). To be called in the place of
     * {@link #measure}: the event is of no window.
     *
     * @return from before the event was handed to the publisher until after the last user had it, in nanoseconds; empty where the trial has
     *     ended
     */
    public OptionalLong publishOneAndAwaitAll() {
        DeliveryLedger deliveries = meter.deliveries();
        long awaited = deliveries.arrivals() + plan.users();
        long startNanos = System.nanoTime();
        if (vigil.goesOn()) {
            unmeasuredEvents++;
            deliveries.unparkAt(awaited);
            publisher.publish(new Publisher.Schedule(startNanos, 1, false));
            long deadline = startNanos + plan.timing().drain().toNanos();
            vigil.goOnWaiting(Phase.MEASURING, deadline, () -> deliveries.arrivals() >= awaited);
        }
        long nanos = System.nanoTime() - startNanos;
        long left = awaited - deliveries.arrivals();
        if (left > 0) {
            vigil.end("an event did not reach " + left + " of " + plan.users() + " users within "
                    + plan.timing().drain().toSeconds() + " s");
        }
        return vigil.goesOn() ? OptionalLong.of(nanos) : OptionalLong.empty();
    }

    /** Ends the warm-up: whoever watches may have both sides collect their garbage. */
    public void settle() {
        reach(Milestone.WARM);
    }

    /**
     * Publishes a measured window, and waits for its last delivery.
     *
     * @return its latencies, received − due in nanoseconds; empty where the trial had ended before
     */
    public Histogram measure() {
        windowsLeft--;
        if (!vigil.goesOn()) {
            return new Histogram(Meter.SIGNIFICANT_DIGITS);
        }
        long startNanos = System.nanoTime() + HEAD_START_NANOS;
        long endNanos = startNanos + plan.timing().window().toNanos();
        onLoop(
                () -> {
                    meter.measure(startNanos, endNanos);
                    return true;
                },
                false);
        publisher.publish(
                new Publisher.Schedule(startNanos, eventsIn(plan.timing().window()), true));
        vigil.waitFor(Phase.MEASURING, startNanos, () -> false);
        if (window.open(startNanos)) {
            reach(Milestone.WINDOW_OPENED);
        }
        vigil.waitFor(Phase.MEASURING, Long.MAX_VALUE, () -> {
            window.look();
            return publisher.isDone();
        });
        if (windowsLeft == 0) {
            reach(Milestone.WINDOW_CLOSED);
        }
        drain();
        return window.close();
    }

    private void drain() {
        long expected = publisher.sent() * plan.users();
        long deadline = System.nanoTime() + plan.timing().drain().toNanos();
        vigil.waitFor(Phase.DRAINING, deadline, () -> {
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
        while (!same && vigil.goesOn()) {
            traffic = onLoop(meter::traffic, Traffic.NONE);
            same = observer.agrees(traffic, published()) || System.nanoTime() > deadline;
            if (!same) {
                LockSupport.parkNanos(BETWEEN_COMPARISONS_NANOS);
                vigil.look();
            }
        }
    }

    private void reach(Milestone milestone) {
        if (vigil.goesOn()) {
            observer.reached(milestone);
        }
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
        if (!ended) {
            vigil.end("the users' loop did not end");
        }
        if (!vigil.goesOn()) {
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

    private long events(LoadPlan.Timing timing) {
        return timing.windows().warmup() * eventsIn(timing.warmup())
                + timing.windows().measured() * eventsIn(timing.window());
    }

    private long eventsIn(Duration time) {
        return fireTimes.countBefore(time.toNanos());
    }

    private Published published() {
        long sent = publisher.sent();
        return new Published(
                sent, Math.max(0, sent - unmeasuredEvents), publisher.bytesUp(), publisher.bytesDown(), idle);
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
                meter.flights(),
                vigil.failure());
    }
}
