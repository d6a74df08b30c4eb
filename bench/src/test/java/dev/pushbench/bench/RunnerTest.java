package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.jmh.macro.TrialFailedException;
import dev.pushbench.bench.jmh.macro.TrialOutcome;
import dev.pushbench.bench.result.Evidence;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Deliveries;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With trials that go as the test wants. */
@Timeout(60)
final class RunnerTest {
    private static final List<Trial> TRIALS = Loads.trials().subList(0, 2);
    private static final LoadResult LOSSY = Loads.of(100, new Deliveries(99, 99, 1, 0, 0, 0, 0), 0, Optional.empty());

    private final StringWriter err = new StringWriter();
    private final List<TrialResult> kept = new ArrayList<>();

    @Test
    void everyTrialIsMeasuredAndToldAbout() {
        Optional<Runner.Stop> stop = run((trial, progress) -> {
            progress.accept(new Load.Progress(Load.Phase.MEASURING, trial.cell().users(), 1));
            progress.accept(new Load.Progress(Load.Phase.MEASURING, trial.cell().users(), 2));
            return outcome(Loads.flawless(100));
        });

        assertThat(stop).isEmpty();
        assertThat(kept).extracting(result -> result.validity().word()).containsExactly("VALID", "VALID");
        assertThat(err.toString().lines())
                .containsExactly(
                        "2 trials, about 45 s",
                        "[1/2] polling, 100 users: starting, about 45 s left",
                        "[1/2] polling, 100 users: measuring, 100 connected, about 45 s left",
                        "[2/2] long-polling, 100 users: starting, about 22 s left",
                        "[2/2] long-polling, 100 users: measuring, 100 connected, about 22 s left");
    }

    @Test
    void anInvalidTrialDoesNotStopTheOthers() {
        Optional<Runner.Stop> stop = run((trial, progress) -> outcome(LOSSY));

        assertThat(stop).isEmpty();
        assertThat(kept).extracting(result -> result.validity().word()).containsExactly("INVALID", "INVALID");
        assertThat(err.toString()).contains("[1/2] polling, 100 users: INVALID: 1 deliveries missing; lower --rate");
    }

    @Test
    void aServerThatDiesFailsItsTrialAndTheOthersAreMeasured() {
        Optional<Runner.Stop> stop = run((trial, progress) -> trial.number() == 2
                ? outcome(Loads.flawless(100))
                : new TrialOutcome(
                        LOSSY, Evidence.NONE, Optional.of("the server died (exit code 7): no more\nat all")));

        assertThat(stop)
                .contains(new Runner.Stop(
                        ExitCode.INVALID_RUN,
                        "polling-100u-10r-128b-500ms: the server died (exit code 7): no more\nat all",
                        false));
        assertThat(kept).extracting(result -> result.validity().word()).containsExactly("INVALID", "VALID");
        assertThat(kept.get(0).validity().reasons())
                .startsWith("the server died (exit code 7): no more; 1 deliveries missing");
    }

    @Test
    void aTrialOfWhichNothingComesIsNamedAndTheOthersAreMeasured() {
        Optional<Runner.Stop> stop = run((trial, progress) -> {
            if (trial.number() == 1) {
                throw new TrialFailedException("Forked VM failed with exit code 9");
            }
            return outcome(Loads.flawless(100));
        });

        assertThat(stop)
                .contains(new Runner.Stop(
                        ExitCode.INVALID_RUN, "polling-100u-10r-128b-500ms: Forked VM failed with exit code 9", false));
        assertThat(kept).extracting(result -> result.validity().word()).containsExactly("INVALID", "VALID");
        assertThat(kept.get(0).load()).isEmpty();
    }

    /** Of six: two that fail, one that does not, and three that do. */
    @Test
    void threeFailuresInSuccessionEndTheRun() {
        Optional<Runner.Stop> stop = run(Loads.trials().subList(0, 8), (trial, progress) -> {
            if (trial.number() != 3) {
                throw new TrialFailedException("no " + trial.number());
            }
            return outcome(Loads.flawless(100));
        });

        assertThat(stop).get().satisfies(early -> {
            assertThat(early.isEarly()).isTrue();
            assertThat(early.reason()).endsWith("no 6");
        });
        assertThat(kept).hasSize(6);
    }

    @Test
    void anInterruptKeepsWhatTheTrialHadMeasured() {
        try (Interruption interruption = Interruption.ofThisThread()) {
            Optional<Runner.Stop> stop = run(interruption, (trial, progress) -> {
                interruption.happen();
                return untilInterrupted();
            });

            assertThat(stop).contains(new Runner.Stop(ExitCode.INTERRUPTED, "interrupted", true));
        }
        assertThat(kept).singleElement().satisfies(result -> {
            assertThat(result.load()).isPresent();
            assertThat(result.validity().reasons()).startsWith("interrupted; 1 deliveries missing");
        });
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aServerThatDiesOfTheSameInterruptIsNotBlamed() {
        try (Interruption interruption = Interruption.ofThisThread()) {
            Optional<Runner.Stop> stop = run(interruption, (trial, progress) -> {
                interruption.happen();
                return new TrialOutcome(LOSSY, Evidence.NONE, Optional.of("the server died (ended by signal 2)"));
            });

            assertThat(stop).contains(new Runner.Stop(ExitCode.INTERRUPTED, "interrupted", true));
        }
    }

    private Optional<Runner.Stop> run(Runner.Harness harness) {
        return run(TRIALS, harness);
    }

    private Optional<Runner.Stop> run(List<Trial> trials, Runner.Harness harness) {
        try (Interruption interruption = Interruption.ofThisThread()) {
            return run(trials, interruption, harness);
        }
    }

    private Optional<Runner.Stop> run(Interruption interruption, Runner.Harness harness) {
        return run(TRIALS, interruption, harness);
    }

    private Optional<Runner.Stop> run(List<Trial> trials, Interruption interruption, Runner.Harness harness) {
        Course course = Course.of(trials);
        RunProgress progress = new RunProgress(new LineDisplay(new PrintWriter(err), () -> 0), () -> 0, course);
        return new Runner(harness, interruption, progress).run(course, soFar -> {
            kept.clear();
            kept.addAll(soFar);
        });
    }

    private static TrialOutcome outcome(LoadResult load) {
        return new TrialOutcome(load, Evidence.NONE, Optional.empty());
    }

    private static TrialOutcome untilInterrupted() {
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("nobody counts down");
        } catch (InterruptedException asExpected) {
            Thread.currentThread().interrupt();
            return outcome(Loads.of(100, new Deliveries(99, 99, 1, 0, 0, 0, 0), 0, Optional.of("interrupted")));
        }
    }
}
