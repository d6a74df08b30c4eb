package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.scenario.Cell;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What a measured window gave. The last of them is kept for the profilers of its JVM: JMH makes benchmark and profilers by itself, and has no
 * way to introduce them to each other.
 *
 * @param latency received − due of its deliveries, in nanoseconds
 * @param trial with the last window of a trial, what came of it as a whole
 */
record WindowOutcome(Cell cell, Histogram latency, Optional<TrialOutcome> trial) {
    private static volatile Optional<WindowOutcome> last = Optional.empty();

    static Optional<WindowOutcome> last() {
        return last;
    }

    /** What follows is a warm-up, or nothing yet. */
    static void forget() {
        last = Optional.empty();
    }

    void keep() {
        last = Optional.of(this);
    }

    /** This, the last of its trial. */
    WindowOutcome of(TrialOutcome outcome) {
        return new WindowOutcome(cell, latency, Optional.of(outcome));
    }
}
