package dev.pushbench.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pushbench.bench.compare.Interval;
import dev.pushbench.protocol.Technique;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleTest {
    @ParameterizedTest
    @CsvSource({
        // better, limit, ratio, verdict
        "LOWER,  0,    1,      PASS",
        "LOWER,  0,    1.0001, REGRESSION",
        "LOWER,  0,    0.9999, IMPROVEMENT",
        "LOWER,  0.06, 1.06,   PASS",
        "LOWER,  0.06, 1.0601, REGRESSION",
        "LOWER,  0.25, 0.8,    PASS",
        "LOWER,  0.25, 0.799,  IMPROVEMENT",
        "LOWER,  0.1,  0,      IMPROVEMENT",
        "LOWER,  0.1,  Infinity, REGRESSION",
        "HIGHER, 0,    1.0001, IMPROVEMENT",
        "HIGHER, 0,    0.9999, REGRESSION",
        "HIGHER, 0.25, 0.8,    PASS",
        "HIGHER, 0.25, 0.799,  REGRESSION",
        "HIGHER, 0.25, 1.251,  IMPROVEMENT",
        "SAME,   0,    1,      PASS",
        "SAME,   0,    1.0001, REGRESSION",
        "SAME,   0,    0.9999, REGRESSION",
        "SAME,   0.25, 0.8,    PASS",
        "SAME,   0.25, 0.799,  REGRESSION",
        "SAME,   0.25, 1.26,   REGRESSION",
    })
    void aDifferenceCountsFromTheLimitOn(Direction better, double limit, double ratio, Verdict verdict) {
        assertThat(Rule.of(Tier.EXACT, Gated.METRIC, better, limit).verdict(ratio))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        // better, ratio, low, high, verdict with a limit of 10 % and noise of 50 %
        "LOWER,  1.2, 1.05, 1.4,  REGRESSION",
        "LOWER,  1.2, 1.0,  1.4,  PASS",
        "LOWER,  1.2, 0.9,  1.4,  PASS",
        "LOWER,  1.2, 0.9,  1.6,  INCONCLUSIVE",
        "LOWER,  1.2, 1.05, 9,    REGRESSION",
        "LOWER,  1.05, 1.01, 1.1, PASS",
        "LOWER,  0.8, 0.7,  0.95, IMPROVEMENT",
        "LOWER,  0.8, 0.1,  0.95, IMPROVEMENT",
        "LOWER,  0.8, 0.1,  1.1,  PASS",
        "LOWER,  0.8, 0.1,  1.6,  INCONCLUSIVE",
        "HIGHER, 0.8, 0.7,  0.95, REGRESSION",
        "HIGHER, 0.8, 0.7,  1.1,  PASS",
        "HIGHER, 0.8, 0.6,  1.1,  INCONCLUSIVE",
        "HIGHER, 1.2, 1.1,  9,    IMPROVEMENT",
        "HIGHER, 1.2, 0.9,  9,    PASS",
        "SAME,   1.2, 1.05, 1.4,  REGRESSION",
        "SAME,   0.8, 0.7,  0.95, REGRESSION",
        "SAME,   1,   0.9,  1.6,  INCONCLUSIVE",
        "SAME,   1,   0.6,  1.1,  INCONCLUSIVE",
        "SAME,   1,   0.9,  1.1,  PASS",
    })
    void anEstimateCountsWhereItIsSureAsWell(Direction better, double ratio, double low, double high, Verdict verdict) {
        assertThat(Rule.of(Tier.TIMED, Gated.METRIC, better, 0.1).verdict(ratio, new Interval(low, high)))
                .isEqualTo(verdict);
    }

    @Test
    void onlyATimedRuleIsEverTooNoisy() {
        Interval wide = new Interval(0.1, 10);

        assertThat(Rule.of(Tier.ADVISORY, Gated.METRIC, Direction.LOWER, 0.1).verdict(1, wide))
                .isEqualTo(Verdict.PASS);
        assertThat(Rule.of(Tier.TIMED, Gated.METRIC, Direction.LOWER, 0.1).noise())
                .contains(0.5);
    }

    @Test
    void aRuleIsAskedOfItsTechniques() {
        Rule ofPush = ofTechniques(Technique.SSE, Technique.WEBSOCKET);

        assertThat(ofPush.appliesTo(Technique.SSE)).isTrue();
        assertThat(ofPush.appliesTo(Technique.POLLING)).isFalse();
        assertThat(ofTechniques().appliesTo(Technique.POLLING)).isTrue();
        assertThat(ofPush.overlaps(ofTechniques(Technique.SSE))).isTrue();
        assertThat(ofPush.overlaps(ofTechniques())).isTrue();
        assertThat(ofPush.overlaps(ofTechniques(Technique.POLLING))).isFalse();
        assertThat(ofPush.overlaps(Rule.completeness())).isFalse();
    }

    @Test
    void rulesThatMeanNothingAreNotMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.of(Tier.EXACT, "", Direction.LOWER, 0))
                .withMessageContaining("name a metric");
        for (double limit : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Rule.of(Tier.EXACT, Gated.METRIC, Direction.LOWER, limit))
                    .withMessageContaining("0 or more: " + limit);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.of(Tier.EXACT, Rule.COMPLETENESS, Direction.LOWER, 0))
                .withMessageContaining("must be exact, higher");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withNoise(Tier.EXACT, 0.5))
                .withMessageContaining("only a timed rule");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withNoise(Tier.TIMED, 0))
                .withMessageContaining("above 0: 0.0");
    }

    @Test
    void aPolicyAsksEverythingOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Policy(List.of()))
                .withMessageContaining("must have a rule");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Policy(List.of(ofTechniques(), ofTechniques(Technique.SSE))))
                .withMessageContaining(Gated.METRIC);
        assertThat(new Policy(List.of(ofTechniques(Technique.SSE), ofTechniques(Technique.POLLING)))
                        .rulesFor(Technique.SSE))
                .hasSize(1);
    }

    private static Rule ofTechniques(Technique... techniques) {
        return new Rule(
                Tier.EXACT, Gated.METRIC, Direction.LOWER, 0, Optional.empty(), Set.of(techniques), Basis.ANYWHERE);
    }

    private static Rule withNoise(Tier tier, double noise) {
        return new Rule(tier, Gated.METRIC, Direction.LOWER, 0.1, Optional.of(noise), Set.of(), Basis.ANYWHERE);
    }
}
