package dev.pushbench.bench;

import dev.pushbench.bench.jmh.macro.MacroRun;
import dev.pushbench.bench.jmh.macro.TrialFailedException;
import dev.pushbench.bench.jmh.macro.TrialOutcome;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Measures trials, one after the other, until all are done or the run has to stop. */
final class Runner {
    /** A terminal may send Ctrl-C to us and to our children alike, and a child may be gone before we have noticed. */
    private static final Duration SAME_CTRL_C = Duration.ofMillis(500);

    /** A run ends after this many consecutive failed trials: their cause is not specific to one trial. */
    private static final int MAX_FAILED_IN_SUCCESSION = 3;

    private static final String INTERRUPTED = "interrupted";

    private final Harness harness;
    private final Interruption interruption;
    private final RunProgress progress;

    Runner(Harness harness, Interruption interruption, RunProgress progress) {
        this.harness = harness;
        this.interruption = interruption;
        this.progress = progress;
    }

    /** What measures a trial: JMH, other than in a test. */
    @FunctionalInterface
    interface Harness {
        /** As {@link MacroRun#measure}. */
        TrialOutcome measure(Trial trial, Consumer<Load.Progress> progress)
                throws TrialFailedException, InterruptedException;
    }

    /**
     * What went wrong with a run. The reason may have several lines: a server's last words.
     *
     * @param isEarly whether the run ended before its last trial
     */
    record Stop(ExitCode exitCode, String reason, boolean isEarly) {
        private Stop atTheEnd() {
            return new Stop(exitCode, reason, false);
        }
    }

    private record Measured(TrialResult result, Optional<Stop> stop) {}

    /**
     * Measures until all trials of the course are done or the run has to stop. An invalid trial does not stop it, nor does one that failed,
     * unless the others depend on it or fail too.
     *
     * @param kept gets all results so far after each trial
     * @return why it stopped, or the first failure that it has outlived, if there was any
     */
    Optional<Stop> run(Course course, Consumer<List<TrialResult>> kept) {
        progress.startRun();
        try {
            return runAll(course, kept);
        } finally {
            progress.endRun();
        }
    }

    private Optional<Stop> runAll(Course course, Consumer<List<TrialResult>> kept) {
        List<TrialResult> results = new ArrayList<>();
        Optional<Stop> firstFailure = Optional.empty();
        int failedInSuccession = 0;
        for (Optional<Trial> next = course.next(); next.isPresent(); next = course.next()) {
            progress.startTrial(next.get());
            Measured measured = measure(next.get());
            results.add(measured.result());
            failedInSuccession = measured.stop().isPresent() ? failedInSuccession + 1 : 0;
            boolean goesOn = measured.stop().isEmpty()
                    || (measured.stop().get().exitCode() != ExitCode.INTERRUPTED
                            && course.outlivesFailedTrials()
                            && failedInSuccession < MAX_FAILED_IN_SUCCESSION);
            Optional<String> told = goesOn ? course.came(measured.result()) : Optional.empty();
            kept.accept(List.copyOf(results));
            progress.endTrial(measured.result());
            if (!goesOn) {
                return measured.stop();
            }
            firstFailure = firstFailure.or(measured::stop);
            told.ifPresent(progress::tell);
        }
        return firstFailure.map(Stop::atTheEnd);
    }

    private Measured measure(Trial trial) {
        interruption.begin();
        try {
            TrialOutcome outcome = harness.measure(trial, progress.phases(trial));
            interruption.end();
            return judged(TrialResult.of(trial, outcome.load(), outcome.evidence()), outcome.serverDeath());
        } catch (TrialFailedException failed) {
            interruption.end();
            return wasInterrupted() ? interrupted(trial) : stopped(trial, failed.reason());
        } catch (InterruptedException stop) {
            return interrupted(trial);
        } finally {
            interruption.end();
        }
    }

    private Measured judged(TrialResult result, Optional<String> serverDeath) {
        if (interruption.happened() || (serverDeath.isPresent() && wasInterrupted())) {
            return interrupted(result);
        }
        if (serverDeath.isEmpty()) {
            return new Measured(result, Optional.empty());
        }
        String reason = serverDeath.get();
        return new Measured(result.cutShort(firstLine(reason)), Optional.of(stop(result.trial(), reason)));
    }

    private boolean wasInterrupted() {
        try {
            return interruption.happensWithin(SAME_CTRL_C);
        } catch (InterruptedException now) {
            return true;
        }
    }

    private static Measured stopped(Trial trial, String reason) {
        return new Measured(TrialResult.unfinished(trial, firstLine(reason)), Optional.of(stop(trial, reason)));
    }

    private static Stop stop(Trial trial, String reason) {
        return new Stop(ExitCode.INVALID_RUN, trial.cell().id() + ": " + reason, true);
    }

    private static Measured interrupted(Trial trial) {
        return interrupted(TrialResult.unfinished(trial, INTERRUPTED));
    }

    private static Measured interrupted(TrialResult result) {
        return new Measured(
                result.cutShort(INTERRUPTED), Optional.of(new Stop(ExitCode.INTERRUPTED, INTERRUPTED, true)));
    }

    private static String firstLine(String reason) {
        return reason.lines().findFirst().orElse(reason);
    }
}
