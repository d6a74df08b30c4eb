package dev.pushbench.bench.gate;

import java.util.List;
import java.util.Optional;

/**
 * What a second series of pairs says of the regressions that a first one has found. The second is measured for nothing else, so that it is not
 * the same accident that speaks twice.
 */
public final class Confirmation {
    private Confirmation() {}

    /** Those that a second series has to confirm: exact ones do not depend on a day's luck. */
    public static List<Finding> needed(List<Finding> first) {
        return first.stream().filter(Confirmation::isNeeded).toList();
    }

    private static boolean isNeeded(Finding finding) {
        return finding.counts() && finding.rule().tier() == Tier.TIMED && finding.verdict() == Verdict.REGRESSION;
    }

    /** The first findings, each regression that needed it as the second series leaves it. */
    public static List<Finding> of(List<Finding> first, List<Finding> second) {
        return first.stream()
                .map(finding -> isNeeded(finding) ? confirmed(finding, again(finding, second)) : finding)
                .toList();
    }

    private static Optional<Finding> again(Finding finding, List<Finding> second) {
        return second.stream()
                .filter(other ->
                        other.rule().equals(finding.rule()) && other.cell().equals(finding.cell()))
                .findFirst();
    }

    private static Finding confirmed(Finding finding, Optional<Finding> again) {
        Verdict verdict = again.map(Finding::verdict).orElse(Verdict.INCONCLUSIVE);
        String secondly = "; a second series: " + again.map(Finding::text).orElse("none");
        return switch (verdict) {
            case REGRESSION -> finding.as(Verdict.REGRESSION, true, finding.text() + secondly);
            case INCONCLUSIVE -> finding.as(Verdict.INCONCLUSIVE, true, finding.text() + secondly);
            case PASS, IMPROVEMENT -> finding.as(Verdict.PASS, true, "not confirmed: " + finding.text() + secondly);
        };
    }
}
