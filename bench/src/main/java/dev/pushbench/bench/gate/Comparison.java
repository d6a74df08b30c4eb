package dev.pushbench.bench.gate;

import dev.pushbench.bench.compare.Interval;
import java.util.Optional;

/**
 * Two figures of one metric in one cell, to be judged by a rule.
 *
 * @param counts whether the verdict is to count
 * @param pairs how many trials were held against each other side by side
 * @param trials how many trials stand behind it, for people
 */
record Comparison(Rule rule, String cell, boolean counts, double base, double head, int pairs, String trials) {
    /** By the figures alone, which an unchanged system gives again. */
    Finding byFigures() {
        if (base < 0 || head < 0) {
            return inconclusive(Optional.empty(), "a figure below 0 is the difference of two that vary more");
        }
        double factor = factor();
        boolean isRatio = base > 0 && Double.isFinite(factor);
        return finding(
                rule.verdict(factor),
                isRatio ? Optional.of(factor) : Optional.empty(),
                Optional.empty(),
                (isRatio || factor == 1 ? FindingText.change(factor) : "no ratio") + ", " + trials);
    }

    /** Above nothing is any factor above it. */
    private double factor() {
        if (base == head) {
            return 1;
        }
        return base > 0 ? head / base : Double.POSITIVE_INFINITY;
    }

    /** By an estimate of their ratio and how sure it is. */
    Finding byEstimate(double ratio, Interval interval, double tail) {
        Verdict verdict = rule.verdict(ratio, interval);
        String told =
                "ratio " + FindingText.factor(ratio) + ", " + FindingText.interval(interval, tail) + ", " + trials;
        Finding finding = finding(verdict, Optional.of(ratio), Optional.of(interval), told);
        return verdict == Verdict.INCONCLUSIVE
                ? finding.as(
                        verdict,
                        counts,
                        finding.text() + "; too noisy to tell that it is not worse: the interval reaches beyond "
                                + FindingText.share(rule.noise().orElse(0.0)))
                : finding;
    }

    /** That there are figures, but nothing can be told from them. */
    Finding inconclusive(Optional<Double> ratio, String why) {
        return finding(Verdict.INCONCLUSIVE, ratio, Optional.empty(), trials + "; " + why);
    }

    private Finding finding(Verdict verdict, Optional<Double> ratio, Optional<Interval> interval, String told) {
        return new Finding(
                rule,
                cell,
                verdict,
                counts,
                Optional.of(base),
                Optional.of(head),
                ratio,
                interval,
                pairs,
                FindingText.figures(rule, base, head) + ": " + told + ", " + FindingText.limit(rule));
    }
}
