package dev.pushbench.client;

import dev.pushbench.client.Load.Observer;
import dev.pushbench.client.Load.Phase;
import dev.pushbench.client.Load.Progress;
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
    private final Crew crew;
    private final Source publisher;
    private Optional<String> failure = Optional.empty();
    private long toldNanos;

    Vigil(Observer observer, Crew crew, Source publisher) {
        this.observer = observer;
        this.crew = crew;
        this.publisher = publisher;
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
            LockSupport.parkNanos(Math.min(LOOK_NANOS, deadlineNanos - System.nanoTime()));
            observer.looked();
            if (System.nanoTime() - toldNanos > TELL_NANOS) {
                tell(phase);
            }
            look();
        }
        look(); // that it holds, or is too late, may be for this very reason
    }

    private void tell(Phase phase) {
        toldNanos = System.nanoTime();
        Standing standing = crew.standing();
        observer.progress(new Progress(
                phase, standing.ready(), standing.arrived(), crew.own().recent()));
    }

    private Optional<String> whatEndsIt() {
        if (Thread.currentThread().isInterrupted()) {
            return Optional.of("interrupted");
        }
        Optional<String> ofUsers = crew.failure();
        return ofUsers.isPresent() ? ofUsers : publisher.failure();
    }
}
