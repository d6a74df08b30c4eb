package dev.pushbench.bench.result;

import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.LoadResult;
import java.util.Optional;

/**
 * A trial, and what came of it.
 *
 * @param load empty where no trial could be run
 */
public record TrialResult(Trial trial, Validity validity, Optional<LoadResult> load, Evidence evidence) {
    public static TrialResult of(Trial trial, LoadResult load, Evidence evidence) {
        return new TrialResult(trial, Validity.of(trial.cell(), load, evidence), Optional.of(load), evidence);
    }

    /** A trial without figures. */
    public static TrialResult unfinished(Trial trial, String why) {
        return new TrialResult(trial, Validity.unfinished(why), Optional.empty(), Evidence.NONE);
    }

    /** What was measured. */
    public Cell cell() {
        return trial.cell();
    }

    /** This, of a server that is not ours. */
    public TrialResult ofForeignServer() {
        return new TrialResult(trial.ofForeignServer(), validity, load, evidence);
    }

    /** This, invalid because the trial was cut short. */
    public TrialResult cutShort(String why) {
        return new TrialResult(trial, validity.unfinishedBecause(why), load, evidence);
    }
}
