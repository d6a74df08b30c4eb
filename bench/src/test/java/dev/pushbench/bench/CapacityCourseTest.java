package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pushbench.bench.jmh.macro.TrialOutcome;
import dev.pushbench.bench.result.Evidence;
import dev.pushbench.bench.result.KneeFile;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.scenario.Settings;
import dev.pushbench.bench.scenario.Suite;
import dev.pushbench.bench.scenario.SuiteKey;
import dev.pushbench.bench.scenario.Suites;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.protocol.Technique;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Through the same runner as any run, with servers that carry what the test says. */
@Timeout(60)
final class CapacityCourseTest {
    private static final int DELIVERIES = 60_000;

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();
    private final List<TrialResult> kept = new ArrayList<>();
    private final CapacityCourse course = course();

    @Test
    void eachStepIsATrialAndEachMeasurementOfItAFork() {
        assertThat(run(technique -> 100)).isEmpty();

        assertThat(kept.stream()
                        .filter(result -> result.cell().technique() == Technique.SSE)
                        .map(result -> result.cell().id() + " " + result.trial().fork()))
                .containsExactly(
                        "sse-500u-40r-128b 1",
                        "sse-500u-80r-128b 1",
                        "sse-500u-160r-128b 1",
                        "sse-500u-160r-128b 2",
                        "sse-500u-113r-128b 1",
                        "sse-500u-95.1r-128b 1",
                        "sse-500u-104r-128b 1",
                        "sse-500u-95.1r-128b 2");
        assertThat(kept).extracting(result -> result.trial().number()).doesNotHaveDuplicates();
        assertThat(err.toString().lines())
                .contains(
                        "2 searches, at most 32 trials, at most about 6 min 30 s",
                        "[1/32] polling, 500 users, 40 events/s: starting, about 6 min 30 s left",
                        "polling: 40 events/s met",
                        "polling: 160 events/s missed: 1 deliveries missing",
                        "polling: carries 95.1 events/s, confirmed",
                        "sse: carries 95.1 events/s, confirmed");
    }

    @Test
    void whatWasFoundIsARowEachAndCanBeReadAgain() throws Exception {
        run(technique -> technique == Technique.SSE ? 10 : 100_000);

        List<Row> rows = KneeFile.rows(course.knees());
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).texts())
                .containsEntry("cell", "polling-500u-2560r-128b-100ms")
                .containsEntry("users", "500")
                .containsEntry("rate_per_s", "2560")
                .containsEntry("outcome", "at least")
                .containsEntry("confirmed", "true")
                .containsEntry("deliveries_per_s", "20000") // of three seconds
                .containsEntry("server_cores_used", "")
                .containsEntry("io_threads", "2")
                .containsEntry("deliveries_per_s_per_io_thread", "10000")
                .containsEntry("missed_at", "")
                .containsEntry("trials", "8");
        assertThat(rows.get(1).texts())
                .containsEntry("outcome", "below")
                .containsEntry("rate_per_s", "")
                .containsEntry("deliveries_per_s", "")
                .containsEntry("missed_at", "40")
                .containsEntry("why", "1 deliveries missing");
        Path file = Files.writeString(folder.resolve(KneeFile.NAME), KneeFile.text(course.knees()));
        assertThat(KneeFile.read(file)).isEqualTo(rows);
        assertThat(KneeTable.of(rows).lines())
                .containsExactly(
                        "technique  users  rate  deliveries/s  per server core  per IO thread      p99  answer               missed at",
                        "polling      500  2560        20,000                -         10,000  59.4 ms  at least, confirmed          -",
                        "sse          500     -             -                -              -        -  below                       40",
                        "",
                        "polling: met up to the most that was asked for",
                        "sse: missed at 40: 1 deliveries missing");
    }

    @Test
    void anInterruptLeavesWhatIsKnown() {
        Optional<Runner.Stop> stop;
        try (Interruption interruption = Interruption.ofThisThread()) {
            stop = run(interruption, technique -> 100, 2);
        }

        assertThat(stop).contains(new Runner.Stop(ExitCode.INTERRUPTED, "interrupted", true));
        assertThat(kept).hasSize(2);
        assertThat(KneeFile.rows(course.knees()))
                .extracting(row -> row.text("outcome"), row -> row.text("rate_per_s"), row -> row.text("why"))
                .containsExactly(
                        tuple("at least", "40", "the search was cut short"),
                        tuple("no answer", "", "the search was cut short"));
    }

    private Optional<Runner.Stop> run(ToIntFunction<Technique> capacity) {
        try (Interruption interruption = Interruption.ofThisThread()) {
            return run(interruption, capacity, Integer.MAX_VALUE);
        }
    }

    /** @param last in this trial somebody presses Ctrl-C */
    private Optional<Runner.Stop> run(Interruption interruption, ToIntFunction<Technique> capacity, int last) {
        RunProgress progress = new RunProgress(new LineDisplay(new PrintWriter(err), () -> 0), () -> 0, course);
        Runner runner = new Runner(
                (trial, phases) -> {
                    if (trial.number() == last) {
                        interruption.happen();
                    }
                    boolean isCarried = trial.cell().publishing().eventsPerSecond()
                            <= capacity.applyAsInt(trial.cell().technique());
                    long lost = isCarried ? 0 : 1;
                    return new TrialOutcome(
                            Loads.of(
                                    DELIVERIES,
                                    new Deliveries(DELIVERIES - lost, DELIVERIES - lost, lost, 0, 0, 0, 0),
                                    0,
                                    Optional.empty()),
                            Evidence.NONE,
                            Optional.empty());
                },
                interruption,
                progress);
        return runner.run(course, soFar -> {
            kept.clear();
            kept.addAll(soFar);
        });
    }

    private static CapacityCourse course() {
        Settings sseAndPolling = Settings.ofOptions(Map.of(
                SuiteKey.TECHNIQUES, Optional.of("polling,sse"),
                SuiteKey.RATE, Optional.of("40"),
                SuiteKey.WARMUP, Optional.of("1s")));
        Suite suite = Suites.resolved("capacity", sseAndPolling).suite();
        return new CapacityCourse(suite, suite.search().orElseThrow(), new ServerCores(Optional.of(2), 2));
    }
}
