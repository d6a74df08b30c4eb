package dev.pushbench.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.result.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PairedJudgeTest {
    private static final String SIX = "100 110 120 130 140 150";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // better, base, head, verdict
                "LOWER  | 100 110 120 130 140 150 | 100 110 120 130 140 150 | PASS",
                "LOWER  | 100 110 120 130 140 150 | 125 138 150 163 175 188 | REGRESSION",
                "LOWER  | 125 138 150 163 175 188 | 100 110 120 130 140 150 | IMPROVEMENT",
                "HIGHER | 100 110 120 130 140 150 | 125 138 150 163 175 188 | IMPROVEMENT",
                "HIGHER | 125 138 150 163 175 188 | 100 110 120 130 140 150 | REGRESSION",
                "SAME   | 100 110 120 130 140 150 | 125 138 150 163 175 188 | REGRESSION",
                "SAME   | 125 138 150 163 175 188 | 100 110 120 130 140 150 | REGRESSION",
                // Surely slower, but by less than 10 %.
                "LOWER  | 100 110 120 130 140 150 | 104 115 125 136 146 157 | PASS",
                // Slower by more on the whole, but not surely.
                "LOWER  | 100 100 100 100 100 100 | 140 130 125 120 115 99  | PASS",
                // A drift of the machine by a factor of ten falls on both sides.
                "LOWER  | 100 200 400 600 800 999 | 102 198 404 594 808 989 | PASS",
                "LOWER  | 100 100 100 100 100 100 | 30 300 100 40 250 110   | INCONCLUSIVE",
                "HIGHER | 100 100 100 100 100 100 | 30 300 100 40 250 110   | INCONCLUSIVE",
                "LOWER  | 100 110 120 130 140     | 200 220 240 260 280     | INCONCLUSIVE",
                "LOWER  | 100                     | 900                     | INCONCLUSIVE",
                "LOWER  | 100 110 120 130 140 0   | 125 138 150 163 175 188 | INCONCLUSIVE",
                "LOWER  | 0 0 0 0 0 0             | 0 0 0 0 0 0             | PASS",
            })
    void timesAreJudgedPairByPair(Direction better, String base, String head, Verdict verdict) {
        Finding finding = only(Rule.of(Tier.TIMED, Gated.METRIC, better, 0.1), pairs(base, head));

        assertThat(finding.verdict()).as(finding.text()).isEqualTo(verdict);
        assertThat(finding.counts()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOWER  | 125 138 150 163 175 188 | true",
                "LOWER  | 50 55 60 65 70 75       | true",
                "LOWER  | 100 110 120 130 140 150 | true",
                "LOWER  | 104 114 125 135 146 156 | true",
                // Worse by more than half the limit: more pairs may tell.
                "LOWER  | 107 118 128 139 150 161 | false",
                "HIGHER | 93 102 112 121 130 140  | false",
                "HIGHER | 97 107 117 127 137 147  | true",
                "SAME   | 93 102 112 121 130 140  | false",
                "SAME   | 107 118 128 139 150 161 | false",
                "SAME   | 97 107 117 127 137 147  | true",
                "SAME   | 104 114 125 135 146 156 | true",
                // Too noisy, or too few.
                "LOWER  | 30 330 120 60 350 150   | false",
                "LOWER  | 100 110 120             | false",
            })
    void itIsClearWhereMorePairsWouldNotChangeTheEnd(Direction better, String head, boolean isClear) {
        List<PairedTrial> pairs = pairs(SIX.substring(0, 4 * head.split(" ").length - 1), head);
        Finding timed = only(Rule.of(Tier.TIMED, Gated.METRIC, better, 0.1), pairs);
        Finding told = only(Rule.of(Tier.ADVISORY, Gated.METRIC, better, 0.1), pairs(SIX, "30 330 120 60 350 150"));

        assertThat(PairedJudge.isClear(List.of(timed, told))).as(timed.text()).isEqualTo(isClear);
    }

    @Test
    void oneRegressionMakesItClearAndOneDoubtDoesNot() {
        Rule rule = Rule.of(Tier.TIMED, Gated.METRIC, Direction.LOWER, 0.1);
        Finding doubtful = only(rule, pairs(SIX, "107 118 128 139 150 161"));

        assertThat(PairedJudge.isClear(List.of(doubtful, only(rule, pairs(SIX, "200 220 240 260 280 300")))))
                .isTrue();
        assertThat(PairedJudge.isClear(List.of(doubtful, only(rule, pairs(SIX, SIX)))))
                .isFalse();
    }

    @Test
    void whatIsToldWithoutCountingMakesNothingClear() {
        Finding doubtful =
                only(Rule.of(Tier.TIMED, Gated.METRIC, Direction.LOWER, 0.1), pairs(SIX, "107 118 128 139 150 161"));
        Finding told =
                only(Rule.of(Tier.TIMED, Gated.METRIC, Direction.LOWER, 0.1), pairs(SIX, "200 220 240 260 280 300"));

        assertThat(PairedJudge.isClear(List.of(doubtful, told.as(Verdict.REGRESSION, false, told.text()))))
                .isFalse();
    }

    @Test
    void aFasterHeadIsAnImprovementAndNoFailure() {
        List<Finding> faster = List.of(
                only(Rule.of(Tier.TIMED, Gated.METRIC, Direction.LOWER, 0.1), pairs(SIX, "50 55 60 65 70 75")),
                only(Rule.of(Tier.TIMED, Gated.METRIC, Direction.HIGHER, 0.1), pairs("50 55 60 65 70 75", SIX)));

        for (Finding finding : faster) {
            assertThat(finding.verdict()).isEqualTo(Verdict.IMPROVEMENT);
            GateResult result = new GateResult(GateResult.AB, "before", "after", List.of(finding));
            assertThat(result.verdict()).isEqualTo(Verdict.IMPROVEMENT);
            assertThat(GateAnnotations.of(result)).isEmpty();
            assertThat(GateJunit.of(result)).doesNotContain("<failure", "<error");
        }
    }

    @Test
    void aFindingTellsRatioIntervalAndPairs() {
        Finding finding = only(
                Rule.of(Tier.TIMED, Gated.METRIC, Direction.LOWER, 0.1), pairs(SIX, "125 137.5 150 162.5 175 187.5"));

        assertThat(finding.text())
                .isEqualTo("base 125, head 156.3 us: ratio 1.250, 95 % interval 1.250 to 1.250, 6 pairs, limit 10 %");
        assertThat(finding.pairs()).isEqualTo(6);
        assertThat(finding.interval()).isPresent();
    }

    @Test
    void tooFewAndTooNoisyAreToldApart() {
        Rule rule = Rule.of(Tier.TIMED, Gated.METRIC, Direction.LOWER, 0.1);

        assertThat(only(rule, pairs("100 110 120 130 140", "200 220 240 260 280"))
                        .text())
                .contains("too few pairs: 5, at least 6");
        assertThat(only(rule, pairs("100 100 100 100 100 100", "30 300 100 40 250 110"))
                        .text())
                .endsWith("too noisy to tell that it is not worse: the interval reaches beyond 50 %");
    }

    @Test
    void whoLooksOftenSpendsTheTail() {
        Policy policy = new Policy(List.of(Rule.of(Tier.TIMED, Gated.METRIC, Direction.LOWER, 0.1)));
        Map<String, List<PairedTrial>> trials = Map.of(Gated.CELL, pairs(SIX, "125 138 150 163 175 188"));

        assertThat(PairedJudge.findings(policy, trials))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.REGRESSION);
        assertThat(PairedJudge.findings(policy, trials, 0.0125))
                .extracting(Finding::text)
                .allSatisfy(text -> assertThat(text).contains("too few pairs: 6, at least 7"));
        assertThat(PairedJudge.leastPairs(0.0125)).isEqualTo(7);
    }

    @Test
    void aPairOfWhichOneTrialIsInvalidIsLeftOut() {
        List<PairedTrial> trials = new ArrayList<>(pairs(SIX, SIX));
        PairedTrial wild = pairs("100", "900").get(0);
        trials.add(new PairedTrial(wild.base(), Gated.invalid(wild.head())));
        trials.add(new PairedTrial(Gated.invalid(wild.base()), wild.head()));
        Rule rule = Rule.of(Tier.TIMED, Gated.METRIC, Direction.LOWER, 0.1);

        Finding enough = only(rule, trials);
        Finding tooFew = only(rule, trials.subList(1, 8));
        Finding none = only(rule, trials.subList(6, 8));

        assertThat(enough.verdict()).isEqualTo(Verdict.PASS);
        assertThat(enough.text()).contains("6 pairs (2 left out, as INVALID)");
        assertThat(tooFew.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(tooFew.text()).contains("too few pairs: 5, at least 6");
        assertThat(none.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(none.text()).isEqualTo("no pair is left (2 left out, as INVALID)");
    }

    @Test
    void aPairIsLeftOutOfTheRulesAboutWhatIsNoResultInIt() {
        List<PairedTrial> trials = new ArrayList<>();
        for (PairedTrial pair : pairs("100 100 100", "103 103 103")) {
            Map<String, String> bytes = Map.of("overhead_bytes_per_delivery", "21");
            Map<String, String> texts = new LinkedHashMap<>(pair.head().texts());
            texts.putAll(bytes);
            trials.add(new PairedTrial(Gated.trial(bytes), Gated.late(new Row(texts))));
        }

        assertThat(only(Rule.of(Tier.EXACT, "overhead_bytes_per_delivery", Direction.LOWER, 0), trials)
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(only(Rule.of(Tier.TIMED, Gated.METRIC, Direction.LOWER, 0.1), trials)
                        .text())
                .isEqualTo("no pair is left (3 left out, as INVALID)");
    }

    @Test
    void advisoryRulesNeverCount() {
        Finding finding =
                only(Rule.of(Tier.ADVISORY, Gated.METRIC, Direction.LOWER, 0.1), pairs(SIX, "900 900 900 900 900 900"));

        assertThat(finding.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(finding.counts()).isFalse();
    }

    @Test
    void exactRulesAreJudgedByTheMediansOfAnyNumberOfPairs() {
        for (Basis basis : Basis.values()) {
            Rule rule = new Rule(Tier.EXACT, Gated.METRIC, Direction.LOWER, 0.02, Optional.empty(), Set.of(), basis);

            assertThat(only(rule, pairs("100 100", "101 101")).verdict()).isEqualTo(Verdict.PASS);
            assertThat(only(rule, pairs("100 100 100", "103 50 103")).verdict()).isEqualTo(Verdict.REGRESSION);
            assertThat(only(rule, pairs("100 100 100", "103 50 103")).counts()).isTrue();
        }
    }

    @Test
    void deliveriesAreCountedInInvalidTrialsOfTheHeadToo() {
        List<PairedTrial> trials = new ArrayList<>(pairs(SIX, SIX));
        PairedTrial lossyBase = new PairedTrial(Gated.trial(Map.of("missing", "5")), Gated.trial(Map.of()));
        trials.add(lossyBase);

        assertThat(only(Rule.completeness(), trials).verdict()).isEqualTo(Verdict.PASS);

        trials.add(new PairedTrial(Gated.trial(Map.of()), Gated.invalid(Gated.trial(Map.of("duplicate", "1")))));

        assertThat(only(Rule.completeness(), trials).verdict()).isEqualTo(Verdict.REGRESSION);
    }

    @Test
    void whatWasNotMeasuredIsInconclusive() {
        Rule rule = Rule.of(Tier.TIMED, "latency_p99_us", Direction.LOWER, 0.1);

        assertThat(only(rule, pairs(SIX, SIX)).text()).isEqualTo("not measured in both");
        assertThat(only(rule, List.of()).text()).isEqualTo("no pair was measured");
        assertThat(only(rule, List.of()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(only(rule, List.of()).counts()).isTrue();
        assertThat(only(Rule.of(Tier.ADVISORY, Gated.METRIC, Direction.LOWER, 0.1), List.of())
                        .counts())
                .isFalse();
    }

    private static Finding only(Rule rule, List<PairedTrial> trials) {
        List<Finding> findings = PairedJudge.findings(new Policy(List.of(rule)), Map.of(Gated.CELL, trials));
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static List<PairedTrial> pairs(String base, String head) {
        return Gated.pairs(Gated.METRIC, List.of(base.split(" +", -1)), List.of(head.split(" +", -1)));
    }
}
