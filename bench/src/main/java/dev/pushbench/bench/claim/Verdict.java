package dev.pushbench.bench.claim;

import java.util.List;
import java.util.Optional;

/**
 * What a rule made of the measurements.
 *
 * @param condition under which the claim holds, or why there is no verdict; otherwise empty
 * @param finding what was measured, in a sentence; empty where nothing was
 * @param measures that the verdict rests on
 * @param chart of them; empty where there is nothing to draw
 */
public record Verdict(
        Outcome outcome, String condition, String finding, List<Measure> measures, Optional<ClaimChart> chart) {
    public Verdict {
        measures = List.copyOf(measures);
        boolean needsCondition = outcome == Outcome.HOLDS_IF || outcome == Outcome.NOT_MEASURED_HERE;
        if (needsCondition == condition.isEmpty()) {
            throw new IllegalArgumentException(outcome + " with the condition '" + condition + "'");
        }
    }

    static Verdict holds(String finding) {
        return new Verdict(Outcome.HOLDS, "", finding, List.of(), Optional.empty());
    }

    static Verdict holdsIf(String condition, String finding) {
        return new Verdict(Outcome.HOLDS_IF, condition, finding, List.of(), Optional.empty());
    }

    static Verdict doesNotHold(String finding) {
        return new Verdict(Outcome.DOES_NOT_HOLD, "", finding, List.of(), Optional.empty());
    }

    /** Without figures, for that reason. */
    static Verdict notMeasured(String cause) {
        return new Verdict(Outcome.NOT_MEASURED_HERE, cause, "", List.of(), Optional.empty());
    }

    /** With figures that are too near a border. */
    static Verdict undecided(String what, String finding) {
        return new Verdict(
                Outcome.NOT_MEASURED_HERE,
                "too close to tell " + what + "; more trials tell (without --quick, or with more --forks)",
                finding,
                List.of(),
                Optional.empty());
    }

    Verdict with(List<Measure> figures, ClaimChart drawn) {
        return new Verdict(outcome, condition, finding, figures, Optional.of(drawn));
    }

    /** {@code HOLDS IF …}, as people read it. */
    public String words() {
        return switch (outcome) {
            case HOLDS, DOES_NOT_HOLD -> outcome.words();
            case HOLDS_IF -> outcome.words() + " " + condition;
            case NOT_MEASURED_HERE -> outcome.words() + ": " + condition;
        };
    }
}
