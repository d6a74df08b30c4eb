package dev.pushbench.bench;

import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.scenario.Suite;
import dev.pushbench.bench.scenario.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The trials of a run, one after the other; which comes next may depend on what came of those before. For one thread. */
interface Course {
    /** The trials of that list, whatever comes of them. */
    static Course of(List<Trial> trials) {
        return new ListedCourse(trials);
    }

    /** The trials of a suite that searches nothing. */
    static Course of(Suite suite) {
        return of(suite.trials());
    }

    /** The trial that is to be measured now; empty where there is none any more. */
    Optional<Trial> next();

    /** Takes what came of {@link #next}; what follows from it for whoever waits, where anything does. */
    Optional<String> came(TrialResult result);

    /** Whether the trials that are left are the same, whatever became of one that failed. */
    default boolean outlivesFailedTrials() {
        return false;
    }

    /** How many trials there are, or can be at most. */
    int trials();

    /** About how long those take that come, or may come, after the one under way. */
    Duration expectedAfter(Trial current);

    /** Trials and time, for people. */
    String extent();

    /** What a trial of the course is, where technique and users do not say it; begins with a comma. */
    String detail(Trial trial);
}
