package dev.pushbench.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfirmationTest {
    private static final Policy POLICY =
            new Policy(List.of(Rule.completeness(), Rule.of(Tier.TIMED, Gated.METRIC, Direction.LOWER, 0.1)));
    private static final List<String> BASE = List.of("100", "101", "99", "100", "102", "98");
    private static final List<String> SLOWER = List.of("200", "201", "199", "200", "202", "198");
    private static final List<String> SCATTERED = List.of("50", "300", "40", "350", "60", "400");

    @Test
    void aRegressionThatComesAgainStands() {
        List<Finding> first = findings(SLOWER);
        Finding confirmed = timed(Confirmation.of(first, findings(SLOWER)));

        assertThat(Confirmation.needed(first)).containsExactly(timed(first));
        assertThat(confirmed.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(confirmed.text()).contains("; a second series: ");
    }

    @Test
    void aRegressionThatDoesNotComeAgainPasses() {
        Finding refuted = timed(Confirmation.of(findings(SLOWER), findings(BASE)));

        assertThat(refuted.verdict()).isEqualTo(Verdict.PASS);
        assertThat(refuted.text()).startsWith("not confirmed: ");
    }

    @Test
    void aSecondSeriesThatSaysNothingLeavesItOpen() {
        assertThat(timed(Confirmation.of(findings(SLOWER), findings(SCATTERED))).verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(timed(Confirmation.of(findings(SLOWER), List.of())).verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void whatPassedNeedsNoConfirmation() {
        List<Finding> first = findings(BASE);

        assertThat(Confirmation.needed(first)).isEmpty();
        assertThat(Confirmation.of(first, findings(SLOWER))).isEqualTo(first);
    }

    @Test
    void whatIsExactNeedsNoConfirmation() {
        List<Finding> lost = PairedJudge.findings(
                POLICY,
                Map.of(
                        Gated.CELL,
                        List.of(new PairedTrial(
                                Gated.trial("missing", "0"),
                                Gated.trial(Map.of("missing", "1", "delivered", "599"))))));

        assertThat(lost).anyMatch(finding -> finding.verdict() == Verdict.REGRESSION);
        assertThat(Confirmation.needed(lost)).isEmpty();
    }

    private static List<Finding> findings(List<String> head) {
        return PairedJudge.findings(POLICY, Map.of(Gated.CELL, Gated.pairs(Gated.METRIC, BASE, head)));
    }

    private static Finding timed(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.rule().tier() == Tier.TIMED)
                .findFirst()
                .orElseThrow();
    }
}
