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
import org.jspecify.annotations.Nullable;

/** Tells on stderr what a run is at: one line for each phase of each cell. */
final class RunProgress {
    private final PrintWriter err;
    private final LongSupplier nanoClock;
    private final List<Trial> trials;
    private long trialStartNanos;

    RunProgress(PrintWriter err, LongSupplier nanoClock, List<Trial> trials) {
        this.err = err;
        this.nanoClock = nanoClock;
        this.trials = trials;
    }

    void startRun() {
        tell(TrialTable.extent(trials));
    }

    void startTrial(Trial trial) {
        trialStartNanos = nanoClock.getAsLong();
        tell(trial, "starting, about " + remaining(trial) + " left");
    }

    /** Told about once a second what the trial is at, from any one thread, it tells when the phase changes. */
    Consumer<Load.Progress> phases(Trial trial) {
        return new Consumer<>() {
            private Load.@Nullable Phase phase;

            @Override
            public void accept(Load.Progress progress) {
                if (phase != progress.phase()) {
                    phase = progress.phase();
                    tell(
                            trial,
                            phase + ", " + progress.connected() + " connected, about " + remaining(trial) + " left");
                }
            }
        };
    }

    void endTrial(TrialResult result) {
        for (Validity.Cause cause : result.validity().causes()) {
            tell(
                    result.trial(),
                    cause.grade() + ": " + cause.text() + "; " + cause.flaw().remedy());
            if (cause.flaw() == Validity.Flaw.UNFINISHED) {
                return; // What else is wrong follows from that, and has no remedy of its own.
            }
        }
    }

    private String remaining(Trial trial) {
        Duration sinceStart = Duration.ofNanos(nanoClock.getAsLong() - trialStartNanos);
        Duration left = Trial.expectedTime(trials.subList(trial.number(), trials.size()));
        Duration leftOfTrial = Trial.expectedTime(List.of(trial)).minus(sinceStart);
        return DurationText.rough(leftOfTrial.isNegative() ? left : left.plus(leftOfTrial));
    }

    private void tell(Trial trial, String what) {
        tell("[" + trial.number() + "/" + trials.size() + "] " + trial.cell().technique() + ", "
                + trial.cell().users() + (trial.cell().users() == 1 ? " user: " : " users: ") + what);
    }

    private void tell(String line) {
        err.println(line);
        err.flush();
    }
}
