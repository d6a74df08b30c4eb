package dev.pushbench.bench.gate;

import dev.pushbench.bench.compare.PairedRatio;
import dev.pushbench.bench.compare.Pairs;
import dev.pushbench.bench.compare.Sample;
import dev.pushbench.bench.result.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges two versions that were measured in turn on one machine, pair by pair, so that its drift falls on both. Times count here.
 * What is exact is judged by the medians of both sides, whatever its basis.
 *
 * <p>A rule leaves out a pair of which either trial is INVALID for the group of figures that the rule is about. Whether deliveries came is asked of all trials of the head, those too.
 */
public final class PairedJudge {
    private final Policy policy;
    private final double tail;

    private PairedJudge(Policy policy, double tail) {
        this.policy = policy;
        this.tail = tail;
    }

    /** With intervals of 95 %. */
    public static List<Finding> findings(Policy policy, Map<String, List<PairedTrial>> trials) {
        return findings(policy, trials, PairedRatio.USUAL_TAIL);
    }

    /**
     * What each rule finds in each cell that it is asked of.
     *
     * @param trials by cell, in the order that the findings are to have
     * @param tail how often, at most, an interval may be wrong on either side: who looks several times spends it bit by bit
     */
    public static List<Finding> findings(Policy policy, Map<String, List<PairedTrial>> trials, double tail) {
        PairedJudge judge = new PairedJudge(policy, tail);
        List<Finding> findings = new ArrayList<>();
        trials.forEach((cell, pairs) -> findings.addAll(judge.findings(cell, pairs)));
        return findings;
    }

    /** How many pairs a timed rule needs at least. */
    public static int leastPairs(double tail) {
        return PairedRatio.leastPairs(tail);
    }

    /**
     * Whether it is clear before all pairs are measured what they will say: a timed rule has found a regression, or each has found that it is
     * better, or worse by less than half its limit, and without too much noise. To end because nothing is the matter calls no unchanged build
     * changed; what it costs is power.
     */
    public static boolean isClear(List<Finding> findings) {
        List<Finding> timed = findings.stream()
                .filter(finding -> finding.rule().tier() == Tier.TIMED && finding.counts())
                .toList();
        return timed.stream().anyMatch(finding -> finding.verdict() == Verdict.REGRESSION)
                || timed.stream().allMatch(PairedJudge::isWithoutRegression);
    }

    private static boolean isWithoutRegression(Finding finding) {
        return switch (finding.verdict()) {
            case IMPROVEMENT -> true;
            case PASS ->
                finding.ratio()
                        .filter(ratio -> !finding.rule().isWorseByHalf(ratio))
                        .isPresent();
            case REGRESSION, INCONCLUSIVE -> false;
        };
    }

    private List<Finding> findings(String cell, List<PairedTrial> trials) {
        if (trials.isEmpty()) {
            return policy.rules().stream()
                    .map(rule -> Finding.inconclusive(rule, cell, rule.tier() != Tier.ADVISORY, "no pair was measured"))
                    .toList();
        }
        return policy.rulesFor(trials.get(0).head().technique()).stream()
                .map(rule -> rule.isOfCompleteness() ? completeness(rule, cell, trials) : finding(rule, cell, trials))
                .toList();
    }

    private static Finding completeness(Rule rule, String cell, List<PairedTrial> trials) {
        Completeness base =
                Completeness.of(trials.stream().map(PairedTrial::base).toList());
        return Completeness.of(trials.stream().map(PairedTrial::head).toList()).finding(rule, cell, base.share(), true);
    }

    private Finding finding(Rule rule, String cell, List<PairedTrial> trials) {
        List<PairedTrial> results =
                trials.stream().filter(pair -> pair.areUsable(rule.metric())).toList();
        boolean counts = rule.tier() != Tier.ADVISORY;
        if (results.isEmpty()) {
            return Finding.inconclusive(rule, cell, counts, "no pair is left" + invalid(trials, results));
        }
        List<Pairs.Pair> pairs = pairs(rule, results);
        if (pairs.isEmpty()) {
            return Finding.inconclusive(rule, cell, counts, "not measured in both");
        }
        Comparison comparison = new Comparison(
                rule,
                cell,
                counts,
                median(pairs.stream().map(Pairs.Pair::base).toList()),
                median(pairs.stream().map(Pairs.Pair::head).toList()),
                pairs.size(),
                pairs.size() + " pairs" + invalid(trials, results));
        return rule.tier() == Tier.EXACT ? comparison.byFigures() : estimated(comparison, new Pairs(pairs));
    }

    private Finding estimated(Comparison comparison, Pairs pairs) {
        Optional<PairedRatio> paired = PairedRatio.of(pairs, tail);
        if (paired.isEmpty()) {
            return comparison.inconclusive(Optional.empty(), "of a figure that is 0 there is no ratio");
        }
        double ratio = paired.get().ratio();
        return paired.get()
                .interval()
                .map(interval -> comparison.byEstimate(ratio, interval, tail))
                .orElseGet(() -> comparison.inconclusive(
                        Optional.of(ratio), "too few pairs: " + pairs.size() + ", at least " + leastPairs(tail)));
    }

    /** Those of which both trials have a figure. */
    private static List<Pairs.Pair> pairs(Rule rule, List<PairedTrial> results) {
        return results.stream()
                .flatMap(trial -> figure(rule, trial.base())
                        .flatMap(base -> figure(rule, trial.head()).map(head -> new Pairs.Pair(base, head)))
                        .stream())
                .toList();
    }

    private static Optional<Double> figure(Rule rule, Row trial) {
        return trial.number(rule.metric()).map(BigDecimal::doubleValue);
    }

    private static double median(List<Double> figures) {
        return new Sample(figures).median();
    }

    private static String invalid(List<PairedTrial> trials, List<PairedTrial> results) {
        int left = trials.size() - results.size();
        return left == 0 ? "" : " (" + left + " left out, as INVALID)";
    }
}
