package dev.pushbench.bench.ab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.gate.Direction;
import dev.pushbench.bench.gate.Gated;
import dev.pushbench.bench.gate.Policy;
import dev.pushbench.bench.gate.Rule;
import dev.pushbench.bench.gate.Tier;
import dev.pushbench.bench.gate.Verdict;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.result.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SeriesTest {
    private static final Policy POLICY =
            new Policy(List.of(Rule.completeness(), Rule.of(Tier.TIMED, Gated.METRIC, Direction.LOWER, 0.1)));
    private static final int PAIRS = 10;

    private final List<Turn> turns = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    @Test
    void twiceTheCostInEachPairIsSeenAtTheEarlyLook() throws Exception {
        Series.Outcome outcome = run(Measurable.of(100, 102, 98), Measurable.of(200, 204, 196));

        assertThat(verdict(outcome)).isEqualTo(Verdict.REGRESSION);
        assertThat(outcome.pairs().get(Gated.CELL)).hasSize(7);
    }

    @Test
    void figuresThatHardlyDifferAreSeenNotToAtTheEarlyLook() throws Exception {
        Series.Outcome outcome = run(Measurable.of(100, 102, 98), Measurable.of(101, 99, 100));

        assertThat(verdict(outcome)).isEqualTo(Verdict.PASS);
        assertThat(outcome.pairs().get(Gated.CELL)).hasSize(7);
    }

    @Test
    void figuresThatScatterTakeAllPairs() throws Exception {
        Series.Outcome outcome = run(Measurable.of(100, 140, 80), Measurable.of(130, 90, 110));

        assertThat(outcome.pairs().get(Gated.CELL)).hasSize(PAIRS);
        assertThat(told).last().isEqualTo("10 of 10 pairs measured");
    }

    @Test
    void turnsAreTakenInTheirOrder() throws Exception {
        run(Measurable.of(100, 140, 80), Measurable.of(130, 90, 110));

        assertThat(turns).isEqualTo(Turn.of(PAIRS));
    }

    @Test
    void aTrialStaysWithTheOneBesideIt() throws Exception {
        Series.Outcome outcome = run(Measurable.of(1, 2, 3, 4), Measurable.of(10, 20, 30, 40));

        assertThat(outcome.pairs().get(Gated.CELL))
                .allSatisfy(pair -> assertThat(figure(pair.head())).isEqualTo(10 * figure(pair.base())));
    }

    @Test
    void aCellThatOnlyOneBuildHasIsNoPass() throws Exception {
        Measurable base = Measurable.of(100);
        Series.Measuring measuring = (side, forks) -> side == Side.BASE ? base.next(forks) : Gated.run();

        Series.Outcome outcome = new Series(measuring, POLICY, told::add).run(PAIRS);

        assertThat(outcome.findings()).isNotEmpty().allMatch(finding -> finding.verdict() == Verdict.INCONCLUSIVE);
        assertThat(outcome.pairs().get(Gated.CELL)).isEmpty();
    }

    @Test
    void whereABuildMeasuresNothingTheSeriesEnds() {
        Series series = new Series(
                (side, forks) -> {
                    throw new AbFailure("head failed");
                },
                POLICY,
                told::add);

        assertThatThrownBy(() -> series.run(PAIRS))
                .isInstanceOf(AbFailure.class)
                .hasMessage("head failed");
    }

    private Series.Outcome run(Measurable base, Measurable head) throws Exception {
        Series.Measuring measuring = (side, forks) -> {
            turns.add(new Turn(side, forks));
            return (side == Side.BASE ? base : head).next(forks);
        };
        return new Series(measuring, POLICY, told::add).run(PAIRS);
    }

    private static double figure(Row trial) {
        return trial.number(Gated.METRIC).orElseThrow().doubleValue();
    }

    /** A build that measures these figures, over and over. */
    private static final class Measurable {
        private final List<Integer> figures;
        private int measured;

        private Measurable(List<Integer> figures) {
            this.figures = figures;
        }

        static Measurable of(Integer... figures) {
            return new Measurable(List.of(figures));
        }

        Run next(int trials) {
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < trials; i++) {
                rows.add(Gated.trial(Gated.METRIC, Integer.toString(figures.get(measured++ % figures.size()))));
            }
            return Gated.run(Gated.cell(rows));
        }
    }

    private static Verdict verdict(Series.Outcome outcome) {
        return outcome.findings().stream()
                .filter(finding -> finding.rule().tier() == Tier.TIMED)
                .findFirst()
                .orElseThrow()
                .verdict();
    }
}
