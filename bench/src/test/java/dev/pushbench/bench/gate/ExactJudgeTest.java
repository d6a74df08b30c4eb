package dev.pushbench.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.result.Run;
import dev.pushbench.protocol.Technique;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExactJudgeTest {
    private static final String BYTES = "overhead_bytes_per_delivery";
    private static final Rule FEWER_BYTES = Rule.of(Tier.EXACT, BYTES, Direction.LOWER, 0);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // better, limit, base, head, verdict, ratio
                "LOWER  | 0    | 21 21 21 | 21 21 21 | PASS        | 1",
                "LOWER  | 0    | 21 21 21 | 33 33 33 | REGRESSION  | 1.571",
                "LOWER  | 0    | 21 21 21 | 14 14 14 | IMPROVEMENT | 0.667",
                "LOWER  | 0    | 21 21 21 | 21 99 21 | PASS        | 1",
                "LOWER  | 0    | 21       | 21 21    | PASS        | 1",
                "LOWER  | 0.06 | 100      | 106      | PASS        | 1.06",
                "LOWER  | 0.06 | 100      | 107      | REGRESSION  | 1.07",
                "HIGHER | 0.06 | 100      | 107      | IMPROVEMENT | 1.07",
                "HIGHER | 0.06 | 100      | 94       | REGRESSION  | 0.94",
                "SAME   | 0    | 128      | 127      | REGRESSION  | 0.992",
                "SAME   | 0    | 128      | 129      | REGRESSION  | 1.008",
                "LOWER  | 0    | 0        | 0        | PASS        | -",
                "LOWER  | 0.5  | 0        | 1        | REGRESSION  | -",
                "HIGHER | 0.5  | 0        | 1        | IMPROVEMENT | -",
                "LOWER  | 0.5  | 1        | 0        | IMPROVEMENT | 0",
                "HIGHER | 0.5  | 1        | 0        | REGRESSION  | 0",
            })
    void mediansOfTrialsAreHeldAgainstTheLimit(
            Direction better, double limit, String base, String head, Verdict verdict, @Nullable Double ratio) {
        Finding finding = only(
                Rule.of(Tier.EXACT, BYTES, better, limit), Gated.run(cell(BYTES, base)), Gated.run(cell(BYTES, head)));

        assertThat(finding.verdict()).isEqualTo(verdict);
        assertThat(finding.counts()).isTrue();
        assertThat(finding.cell()).isEqualTo(Gated.CELL);
        assertThat(finding.ratio().map(found -> Math.round(found * 1000) / 1000.0))
                .isEqualTo(Optional.ofNullable(ratio));
    }

    @Test
    void aFindingTellsBothFiguresWithTheirUnit() {
        Finding finding =
                only(FEWER_BYTES, Gated.run(cell(BYTES, "21.0182 21.0182")), Gated.run(cell(BYTES, "33.0182")));

        assertThat(finding.text())
                .isEqualTo(
                        "base 21.0182, head 33.0182 bytes per delivery: +57.1 %, medians of 2 and 1 trials, limit 0 %");
        assertThat(finding.base()).contains(21.0182);
        assertThat(finding.head()).contains(33.0182);
    }

    @Test
    void rejectedTrialsAreInNoMedian() {
        CellRecord head = Gated.cell(List.of(Gated.trial(BYTES, "21"), Gated.invalid(Gated.trial(BYTES, "99"))));

        assertThat(only(FEWER_BYTES, Gated.run(cell(BYTES, "21")), Gated.run(head))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void whatCannotBeToldIsNoPass() {
        Run valid = Gated.run(cell(BYTES, "21"));
        Run invalid = Gated.run(Gated.cell(List.of(Gated.invalid(Gated.trial(BYTES, "21")))));
        Run unmeasured = Gated.run(cell(BYTES, ""));
        Run without = Gated.run();

        assertInconclusive(only(FEWER_BYTES, valid, without), "in the baseline, and not in the run");
        assertInconclusive(only(FEWER_BYTES, without, valid), "not in the baseline: gate accept takes it in");
        assertInconclusive(only(FEWER_BYTES, valid, invalid), "INVALID in the run: a neighbour was loud");
        assertInconclusive(only(FEWER_BYTES, invalid, valid), "INVALID in the baseline: a neighbour was loud");
        assertInconclusive(only(FEWER_BYTES, valid, unmeasured), "not measured in the run");
        assertInconclusive(only(FEWER_BYTES, unmeasured, valid), "not measured in the baseline");
        assertThat(ExactJudge.findings(new Policy(List.of(FEWER_BYTES)), without, without))
                .isEmpty();
    }

    /** Machine and latency spoiled: exact rules decide, a rule about cost does where cost is noisy, one about latency cannot. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "overhead_bytes_per_delivery     | 21 | 21 | PASS",
                "overhead_bytes_per_delivery     | 21 | 22 | REGRESSION",
                "requests_per_delivery           | 1  | 2  | REGRESSION",
                "connections_opened              | 5  | 5  | PASS",
                "server_alloc_bytes_per_delivery | 9  | 9  | PASS",
                "server_heap_kb_per_user         | 3  | 4  | REGRESSION",
                "latency_p50_us                  | 7  | 7  | INCONCLUSIVE",
            })
    void aRuleAsksForTheVerdictOfItsOwnGroup(String metric, String base, String head, Verdict verdict) {
        CellRecord busy =
                Gated.cell(List.of(Gated.late(Gated.trial(metric, head)), Gated.late(Gated.trial(metric, head))));

        Finding finding =
                only(Rule.of(Tier.EXACT, metric, Direction.LOWER, 0), Gated.run(cell(metric, base)), Gated.run(busy));

        assertThat(finding.verdict()).as(finding.text()).isEqualTo(verdict);
        if (verdict == Verdict.INCONCLUSIVE) {
            assertThat(finding.text()).isEqualTo("latency INVALID in the run: other processes used 92 % of the CPU");
        }
    }

    @Test
    void deliveriesAreJudgedOnABusyMachineToo() {
        Run base = Gated.run(cell(BYTES, "21"));

        assertThat(only(Rule.completeness(), base, Gated.run(Gated.cell(List.of(Gated.late(Gated.trial(Map.of()))))))
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(only(
                                Rule.completeness(),
                                base,
                                Gated.run(Gated.cell(List.of(Gated.late(Gated.trial(Map.of("duplicate", "1")))))))
                        .verdict())
                .isEqualTo(Verdict.REGRESSION);
    }

    /** As with the allocation of a server that is not ours. */
    @Test
    void whatNeitherHasMeasuredCountsForNothing() {
        Run unmeasured = Gated.run(cell(BYTES, ""));

        Finding finding = only(FEWER_BYTES, unmeasured, unmeasured);

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.counts()).isFalse();
        assertThat(finding.text()).isEqualTo("not measured in either");
    }

    @Test
    void aRunThatDidNotEndPassesNothingButStillRegresses() {
        Run base = Gated.run(cell(BYTES, "21"));
        Run same = new Run("cut", Gated.manifest("17", "-Xmx1g", false), List.of(cell(BYTES, "21")));
        Run worse = new Run("cut", Gated.manifest("17", "-Xmx1g", false), List.of(cell(BYTES, "22")));

        Finding finding = only(FEWER_BYTES, base, same);

        assertInconclusive(finding, finding.text());
        assertThat(finding.text()).endsWith("; the run did not come to its end");
        assertThat(only(FEWER_BYTES, base, worse).verdict()).isEqualTo(Verdict.REGRESSION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // expected, delivered, missing, duplicate, out of order, validity, verdict
                "600 | 600 | 0 | 0 | 0 | VALID   | PASS",
                "600 | 600 | 0 | 0 | 0 | INVALID | PASS",
                "600 | 599 | 1 | 0 | 0 | INVALID | REGRESSION",
                "600 | 600 | 1 | 0 | 0 | INVALID | REGRESSION",
                "600 | 599 | 0 | 0 | 0 | VALID   | REGRESSION",
                "600 | 601 | 0 | 0 | 0 | VALID   | REGRESSION",
                "600 | 600 | 0 | 2 | 0 | VALID   | REGRESSION",
                "600 | 600 | 0 | 0 | 3 | VALID   | REGRESSION",
                "0   | 0   | 0 | 0 | 0 | INVALID | INCONCLUSIVE",
                "''  | ''  | ''| ''| ''| INVALID | INCONCLUSIVE",
            })
    void everyDeliveryHasToComeOnceAndInOrder(
            String expected,
            String delivered,
            String missing,
            String duplicate,
            String outOfOrder,
            String validity,
            Verdict verdict) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("expected", expected);
        texts.put("delivered", delivered);
        texts.put("missing", missing);
        texts.put("duplicate", duplicate);
        texts.put("out_of_order", outOfOrder);
        texts.put("validity", validity);

        Finding finding = only(
                Rule.completeness(),
                Gated.run(cell(BYTES, "21")),
                Gated.run(Gated.cell(List.of(Gated.trial(BYTES, "21"), Gated.trial(texts)))));

        assertThat(finding.verdict()).as(finding.text()).isEqualTo(verdict);
        assertThat(finding.counts()).isTrue();
    }

    @Test
    void whatATrialLostThatWasCutShortIsNotKnown() {
        Row lossy = Gated.trial(Map.of("delivered", "500"));
        Run base = Gated.run(cell(BYTES, "21"));
        Run cut = new Run("cut", Gated.manifest("17", "-Xmx1g", false), List.of(Gated.cell(List.of(lossy))));
        Run whole = Gated.run(Gated.cell(List.of(lossy)));

        assertThat(only(Rule.completeness(), base, cut).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        Finding regression = only(Rule.completeness(), base, whole);
        assertThat(regression.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(regression.text()).isEqualTo("600 deliveries: 100 lost, 0 duplicate, 0 out of order");
        assertThat(regression.base()).contains(1.0);
        assertThat(only(Rule.completeness(), Gated.run(), whole).verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(only(Rule.completeness(), Gated.run(), base).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(only(Rule.completeness(), base, Gated.run()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // basis, version, flag, counts
                "ANYWHERE     | 25      | -Xmx2g | true",
                "SAME_JVM     | 17.0.99 | -Xmx1g | true",
                "SAME_JVM     | 25.0.1  | -Xmx1g | false",
                "SAME_JVM     | 17.0.15 | -Xmx2g | false",
                "SAME_MACHINE | 17.0.15 | -Xmx1g | true",
                "SAME_MACHINE | 25      | -Xmx1g | false",
            })
    void whatNeedsMoreInCommonIsOnlyToldWhereItIsNot(Basis basis, String version, String flag, boolean counts) {
        Rule rule = new Rule(Tier.EXACT, BYTES, Direction.LOWER, 0, Optional.empty(), Set.of(), basis);
        Run head = new Run("other", Gated.manifest(version, flag, true), List.of(cell(BYTES, "22")));

        Finding finding = only(rule, Gated.run(cell(BYTES, "21")), head);

        assertThat(finding.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(finding.counts()).isEqualTo(counts);
        assertThat(finding.text().contains("; advisory, for it is not the same: server's JVM 17 -Xmx1g against "))
                .isEqualTo(!counts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10 11 12 13 | 20 22 24 26 | REGRESSION   | ratio 2.000, 95 % interval 1.538 to 2.600",
                "20 22 24 26 | 10 11 12 13 | IMPROVEMENT  | ratio 0.500, 95 % interval 0.385 to 0.650",
                "10 11 12 13 | 10 11 12 13 | PASS         | ratio 1.000",
                "10 11 12    | 20 22 24    | INCONCLUSIVE | too few trials for an interval",
                "0 1 2 3     | 1 2 3 4     | INCONCLUSIVE | of a figure that is 0 there is no ratio",
            })
    void timesAreComparedAndOnlyTold(String base, String head, Verdict verdict, String words) {
        for (Tier tier : List.of(Tier.TIMED, Tier.ADVISORY)) {
            Finding finding = only(
                    Rule.of(tier, Gated.METRIC, Direction.LOWER, 0.1),
                    Gated.run(cell(Gated.METRIC, base)),
                    Gated.run(cell(Gated.METRIC, head)));

            assertThat(finding.verdict()).isEqualTo(verdict);
            assertThat(finding.counts()).isFalse();
            assertThat(finding.text()).contains(words);
        }
    }

    @Test
    void aRuleIsAskedOfItsTechniquesAlone() {
        Rule ofPolling = new Rule(
                Tier.EXACT, BYTES, Direction.LOWER, 0, Optional.empty(), Set.of(Technique.POLLING), Basis.ANYWHERE);

        assertThat(ExactJudge.findings(
                        new Policy(List.of(ofPolling)), Gated.run(cell(BYTES, "1")), Gated.run(cell(BYTES, "2"))))
                .isEmpty();
    }

    @Test
    void theShareThatCameAsPromisedLeavesOutWhatDidNot() {
        Row poor = Gated.trial(Map.of("delivered", "570", "missing", "30", "duplicate", "60", "out_of_order", "90"));
        Row wretched = Gated.trial(Map.of("delivered", "0", "missing", "600", "duplicate", "1"));

        Finding finding = only(
                Rule.completeness(), Gated.run(Gated.cell(List.of(wretched))), Gated.run(Gated.cell(List.of(poor))));

        assertThat(finding.base()).contains(0.0);
        assertThat(finding.head()).contains(0.7);
        assertThat(finding.text()).isEqualTo("600 deliveries: 30 lost, 60 duplicate, 90 out of order");
    }

    @ParameterizedTest
    @ValueSource(strings = {"altered", "unpublished"})
    void everyDeliveryHasToBeWhatWasPublished(String column) {
        Row changed = Gated.trial(Map.of(column, "30"));

        Finding finding = only(Rule.completeness(), Gated.run(), Gated.run(Gated.cell(List.of(changed))));

        assertThat(finding.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(finding.head()).contains(0.95);
        assertThat(finding.text()).isEqualTo("600 deliveries: 0 lost, 0 duplicate, 0 out of order, 30 altered");
    }

    @Test
    void trialsWithoutCountsAreTold() {
        Row uncounted = Gated.trial(Map.of("expected", "0", "delivered", "0"));
        Row whole = Gated.trial(Map.of());

        assertThat(only(Rule.completeness(), Gated.run(cell(BYTES, "21")), Gated.run(Gated.cell(List.of(uncounted))))
                        .text())
                .isEqualTo("no delivery was counted");
        assertThat(only(
                                Rule.completeness(),
                                Gated.run(cell(BYTES, "21")),
                                Gated.run(Gated.cell(List.of(whole, uncounted))))
                        .text())
                .endsWith("0 out of order; trials without counts: 1");
    }

    @Test
    void aFigureBelowNothingIsNotJudged() {
        Finding finding = only(
                Rule.of(Tier.EXACT, BYTES, Direction.LOWER, 0),
                Gated.run(cell(BYTES, "-1")),
                Gated.run(cell(BYTES, "1")));

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.text()).contains("a figure below 0 is the difference of two that vary more");
    }

    private static void assertInconclusive(Finding finding, String text) {
        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.counts()).isTrue();
        assertThat(finding.text()).isEqualTo(text);
    }

    private static Finding only(Rule rule, Run base, Run head) {
        List<Finding> findings = ExactJudge.findings(new Policy(List.of(rule)), base, head);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static CellRecord cell(String metric, String figures) {
        return Gated.cell(metric, Arrays.stream(figures.split(" ", -1)).toArray(String[]::new));
    }
}
