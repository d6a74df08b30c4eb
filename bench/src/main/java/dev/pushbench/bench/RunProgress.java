package dev.pushbench.bench;

import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.result.Validity;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.Load;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What a run is at, from what its trials say, for whoever waits. No measuring thread comes here. */
final class RunProgress {
    private static final double NANOS_PER_SECOND = 1e9;

    private final ProgressDisplay display;
    private final LongSupplier nanoClock;
    private final Course course;
    private int trials;
    private Duration expectedAfter = Duration.ZERO;
    private long trialStartNanos;

    RunProgress(ProgressDisplay display, LongSupplier nanoClock, Course course) {
        this.display = display;
        this.nanoClock = nanoClock;
        this.course = course;
    }

    /** For stderr: drawn where that is a terminal, lines elsewhere. */
    static RunProgress on(PrintWriter err, Course course) {
        ProgressDisplay display = Terminal.isThere() ? new BlockDisplay(err) : new LineDisplay(err, System::nanoTime);
        return new RunProgress(display, System::nanoTime, course);
    }

    void startRun() {
        display.tell(course.extent());
    }

    void startTrial(Trial trial) {
        trialStartNanos = nanoClock.getAsLong();
        trials = course.trials();
        expectedAfter = course.expectedAfter(trial);
        display.tell(RunStatus.name(trial, trials) + course.detail(trial) + ": starting, about " + remaining(trial)
                + " left");
    }

    /** To be told about once a second what the trial is at, by any one thread. */
    Consumer<Load.Progress> phases(Trial trial) {
        return new Consumer<>() {
            private long beforeNanos = nanoClock.getAsLong();
            private long arrivedBefore;

            @Override
            public void accept(Load.Progress progress) {
                long nowNanos = nanoClock.getAsLong();
                double seconds = (nowNanos - beforeNanos) / NANOS_PER_SECOND;
                double perSecond = seconds > 0 ? (progress.arrived() - arrivedBefore) / seconds : 0;
                beforeNanos = nowNanos;
                arrivedBefore = progress.arrived();
                display.show(new RunStatus(trial, trials, progress, perSecond, remaining(trial)));
            }
        };
    }

    /** Lines that stay. */
    void tell(String lines) {
        lines.lines().forEach(display::tell);
    }

    void endRun() {
        display.end();
    }

    void endTrial(TrialResult result) {
        Validity validity = result.validity();
        validity.rootCause() // what else is wrong follows from it, and is in trials.csv
                .ifPresent(root -> display.tell(RunStatus.name(result.trial(), trials) + ": " + validity.words() + ": "
                        + validity.rootCauseText() + "; " + root.flaw().remedy()));
        long rewritten = result.load()
                .map(load -> load.deliveries().deviations().dueRewritten())
                .orElse(0L);
        if (rewritten > 0) {
            display.tell(RunStatus.name(result.trial(), trials) + ": note: " + rewritten
                    + " deliveries had another due instant than was published; no figure depends on it");
        }
    }

    private String remaining(Trial trial) {
        Duration sinceStart = Duration.ofNanos(nanoClock.getAsLong() - trialStartNanos);
        Duration leftOfTrial = Trial.expectedTime(List.of(trial)).minus(sinceStart);
        return DurationText.rough(leftOfTrial.isNegative() ? expectedAfter : expectedAfter.plus(leftOfTrial));
    }
}
