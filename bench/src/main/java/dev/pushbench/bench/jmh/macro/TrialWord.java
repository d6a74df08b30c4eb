package dev.pushbench.bench.jmh.macro;

import dev.pushbench.client.Load;
import java.util.Optional;

/** What a fork says to whoever ordered its trial, one on a line: progress many times, the outcome once. */
record TrialWord(Optional<Load.Progress> progress, Optional<TrialOutcome> outcome) {
    static TrialWord of(Load.Progress progress) {
        return new TrialWord(Optional.of(progress), Optional.empty());
    }

    static TrialWord of(TrialOutcome outcome) {
        return new TrialWord(Optional.empty(), Optional.of(outcome));
    }
}
