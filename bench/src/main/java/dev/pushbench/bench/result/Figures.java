package dev.pushbench.bench.result;

import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.LoadResult;
import java.util.Optional;

/**
 * What a row is made of: one trial, or all trials of a cell taken together.
 *
 * @param trials that {@code load} is the sum of, at least 1
 */
record Figures(Cell cell, int trials, Validity validity, Optional<LoadResult> load, Evidence evidence) {
    Figures {
        if (trials < 1) {
            throw new IllegalArgumentException("figures must be of a trial at least, not of " + trials);
        }
    }

    static Figures of(TrialResult result) {
        return new Figures(result.cell(), 1, result.validity(), result.load(), result.evidence());
    }

    /** Users, each as often as it was played. */
    long usersPlayed() {
        return (long) cell.users() * trials;
    }
}
