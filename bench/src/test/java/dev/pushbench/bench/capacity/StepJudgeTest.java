package dev.pushbench.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.capacity.Judged.Verdict;
import dev.pushbench.bench.capacity.Observed.Objections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StepJudgeTest {
    private static final Slo SLO = Slo.parse("--slo", "p99<=250ms, missing=0");

    @Test
    void aStepIsMetWhereTheLevelIsAndNothingGrows() {
        assertThat(judged(Seen.steady(200))).isEqualTo(Judged.MET);
        assertThat(judged(Seen.steady(300))).isEqualTo(new Judged(Verdict.MISSED, "p99 300 ms is above 250ms"));
        assertThat(judged(Seen.steady(1).lost(1))).isEqualTo(new Judged(Verdict.MISSED, "1 deliveries missing"));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
    @CsvSource({
        "10, 60, 110, MISSED", // well within the level, and late by 5 % of each second
        "100, 150, 200, MISSED", // fallen behind for two seconds when the window began
        "1, 20, 40, MISSED",
        "1, 2, 4, MET", // queues, but not longer and longer
        "100, 110, 120, MET", // no more than medians of ten events move
        "110, 60, 10, MET", // cold at first
        "10, 120, 10, MET", // one stall, over and done with
        "10, 10, 120, MET", // one step is a stall so far
        "10, 120, 115, MET"
    })
    void aStepIsNotMetWhileItsBacklogGrowsHoweverGoodItsLatency(int first, int second, int third, Verdict verdict) {
        Judged judged = judged(Seen.of(first, second, third));

        assertThat(judged.verdict()).isEqualTo(verdict);
        assertThat(judged.why()).startsWith(verdict == Verdict.MET ? "" : "a backlog grew: the median latency rose");
    }

    @Test
    void whatIsLeftWhenTheWindowEndsIsABacklog() {
        Slo lenient = Slo.parse("--slo", "p99<=250ms");

        assertThat(StepJudge.judged(lenient, Seen.steady(10).drained(498).observed()))
                .isEqualTo(Judged.MET);
        Judged judged = StepJudge.judged(lenient, Seen.steady(10).drained(520).observed());
        assertThat(judged)
                .isEqualTo(new Judged(
                        Verdict.MISSED, "a backlog was left: 520 ms until the last delivery after a window of 3.00 s"));
    }

    @Test
    void whatNeverCameIsLaterThanAnything() {
        Slo half = Slo.parse("--slo", "p50<=250ms, delivered>=50%");

        assertThat(StepJudge.judged(half, Seen.steady(10).lost(400).observed())).isEqualTo(Judged.MET);
        assertThat(StepJudge.judged(half, Seen.steady(10).lost(600).observed()))
                .isEqualTo(new Judged(
                        Verdict.MISSED,
                        "a backlog grew: most of what was due in the last third of the window never came"));
        assertThat(StepJudge.judged(half, Seen.steady(10).lost(1000).observed()).verdict())
                .as("no event of the last third was delivered at all")
                .isEqualTo(Verdict.MISSED);
    }

    @ParameterizedTest(name = "generator {0}, server {1}: {2}")
    @CsvSource({
        "0.79, 0.5, MISSED",
        "0.85, 0.5, GENERATOR_LIMIT", // either may be late: in doubt it is not the server
        "0.85, 0.95, MISSED" // the server has nothing left
    })
    void aMissIsTheServersOnlyWhereTheGeneratorHasTimeLeftOrTheServerHasNone(
            double generator, double server, Verdict verdict) {
        Judged judged = judged(Seen.steady(300).busy(generator, server));

        assertThat(judged.verdict()).isEqualTo(verdict);
        assertThat(judged(Seen.steady(10).busy(generator, server))).isEqualTo(Judged.MET);
    }

    @ParameterizedTest
    @CsvSource({"0.5, GENERATOR_LIMIT", "0.95, MISSED"})
    void aLatePublisherIsTheServersFaultOnlyWhereThatIsFull(double server, Verdict verdict) {
        assertThat(judged(Seen.steady(10).published(60).busy(0.3, server)))
                .isEqualTo(new Judged(verdict, "the publisher fell behind by 60.0 ms (99th percentile)"));
        assertThat(judged(Seen.steady(10).published(40).busy(0.3, server))).isEqualTo(Judged.MET);
    }

    @Test
    void objectionsComeBeforeFiguresAndTheMachineBeforeTheGeneratorBeforeTheServer() {
        List<String> none = List.of();
        List<String> some = List.of("some", "thing");

        assertThat(judged(Seen.steady(1).with(new Objections(some, some, some, some))))
                .isEqualTo(new Judged(Verdict.DISTURBED, "some; thing"));
        assertThat(judged(Seen.steady(1).with(new Objections(none, some, some, some))))
                .isEqualTo(new Judged(Verdict.GENERATOR_LIMIT, "some; thing"));
        assertThat(judged(Seen.steady(1).with(new Objections(none, none, some, some))))
                .isEqualTo(new Judged(Verdict.MISSED, "some; thing"));
        assertThat(judged(Seen.steady(1).with(new Objections(none, none, none, some))))
                .isEqualTo(new Judged(Verdict.DISTURBED, "some; thing"));
    }

    private static Judged judged(Seen seen) {
        return StepJudge.judged(SLO, seen.observed());
    }
}
