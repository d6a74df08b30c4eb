package dev.pushbench.client;

import dev.pushbench.client.Load.Observer;
import dev.pushbench.client.Load.Phase;
import dev.pushbench.client.Load.Progress;
import dev.pushbench.client.engine.EventLoop;
import dev.pushbench.client.measure.Meter;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How a trial is waited for: until something holds, with the observer told meanwhile, and no longer once something has ended the trial early.
 * For the coordinating thread, which does not measure.
 */
final class Vigil {
    private static final long LOOK_NANOS = 2_000_000;
    private static final long TELL_NANOS = 1_000_000_000;

    private final Observer observer;
    private final EventLoop loop;
    private final Meter meter;
    private final Population population;
    private final Publisher publisher;
    private final WindowRecord window;
    private final int users;
    private Optional<String> failure = Optional.empty();
    private long toldNanos;

    Vigil(
            LoadPlan plan,
            Observer observer,
            EventLoop loop,
            Meter meter,
            Population population,
            Publisher publisher,
            WindowRecord window) {
        this.users = plan.users();
        this.observer = observer;
        this.loop = loop;
        this.meter = meter;
        this.population = population;
        this.publisher = publisher;
        this.window = window;
    }

    /** What has ended the trial early. */
    Optional<String> failure() {
        return failure;
    }

    boolean goesOn() {
        return failure.isEmpty();
    }

    /** Ends the trial early, unless something else has before. */
    void end(String reason) {
        if (goesOn()) {
            failure = Optional.of(reason);
        }
    }

    /** Notices what ends the trial, without waiting. */
    void look() {
        if (goesOn()) {
            failure = whatEndsIt();
        }
    }

    /** Tells of the phase, and waits until it holds or the deadline passes, or something ends the trial. */
    void waitFor(Phase phase, long deadlineNanos, BooleanSupplier holds) {
        tell(phase);
        goOnWaiting(phase, deadlineNanos, holds);
    }

    /** The same in a phase that has been told already. Whoever makes it hold may unpark this thread, which else looks at intervals. */
    void goOnWaiting(Phase phase, long deadlineNanos, BooleanSupplier holds) {
        while (goesOn() && !holds.getAsBoolean() && System.nanoTime() < deadlineNanos) {
            LockSupport.parkNanos(LOOK_NANOS);
            if (System.nanoTime() - toldNanos > TELL_NANOS) {
                tell(phase);
            }
            look();
        }
        look(); // that it holds, or is too late, may be for this very reason
    }

    private void tell(Phase phase) {
        toldNanos = System.nanoTime();
        observer.progress(
                new Progress(phase, population.readyUsers(), meter.deliveries().arrivals(), window.recent()));
    }

    private Optional<String> whatEndsIt() {
        if (Thread.currentThread().isInterrupted()) {
            return Optional.of("interrupted");
        }
        return loop.failure()
                .map(thrown -> "the load generator failed: " + thrown)
                .or(() -> population
                        .firstFailure()
                        .map(reason -> population.failedUsers() + " of " + users + " users failed: " + reason))
                .or(publisher::failure);
    }
}
