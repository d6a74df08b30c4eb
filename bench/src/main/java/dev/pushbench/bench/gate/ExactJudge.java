package dev.pushbench.bench.gate;

import dev.pushbench.bench.compare.PairedRatio;
import dev.pushbench.bench.compare.RatioEstimate;
import dev.pushbench.bench.compare.Sample;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds a run against an accepted one, measured at another time and perhaps on another machine. So only what is exact counts: of each
 * cell the median of its trials that are results. Times are compared too, for information only.
 *
 * <p>A rule that cannot be judged never counts as passed: one of a cell that only one run has, of a cell that is INVALID for the rule's group of
 * figures, of a figure that was not measured, or of a run that did not come to its end.
 */
public final class ExactJudge {
    /** That of {@link RatioEstimate}. */
    private static final double TAIL = PairedRatio.USUAL_TAIL;

    private final Run head;
    private final SharedGround ground;

    private ExactJudge(Run base, Run head) {
        this.head = head;
        this.ground = new SharedGround(base.manifest(), head.manifest());
    }

    /**
     * What each rule finds in each cell that it is asked of, in the order of the base; cells that only the head has come last.
     *
     * @throws NumberFormatException where a figure is none, which {@code RunReader} lets through of no run
     */
    public static List<Finding> findings(Policy policy, Run base, Run head) {
        ExactJudge judge = new ExactJudge(base, head);
        Map<String, CellRecord> bases = byName(base);
        Map<String, CellRecord> heads = byName(head);
        Map<String, CellRecord> all = new LinkedHashMap<>(bases);
        heads.forEach(all::putIfAbsent);
        List<Finding> findings = new ArrayList<>();
        all.forEach((name, cell) -> policy.rulesFor(cell.row().technique())
                .forEach(rule -> findings.add(judge.finding(
                        rule, name, Optional.ofNullable(bases.get(name)), Optional.ofNullable(heads.get(name))))));
        return findings;
    }

    private static Map<String, CellRecord> byName(Run run) {
        Map<String, CellRecord> cells = new LinkedHashMap<>();
        run.cells().forEach(cell -> cells.put(cell.row().cell(), cell));
        return cells;
    }

    private Finding finding(Rule rule, String cell, Optional<CellRecord> base, Optional<CellRecord> inHead) {
        String lacking = ground.lacking(rule.basis());
        boolean counts = rule.tier() == Tier.EXACT && lacking.isEmpty();
        Finding finding = rule.isOfCompleteness()
                ? completeness(rule, cell, base, inHead)
                : compared(rule, cell, counts, base, inHead);
        if (rule.tier() == Tier.EXACT && !lacking.isEmpty()) {
            return finding.as(
                    finding.verdict(), false, finding.text() + "; advisory, for it is not the same: " + lacking);
        }
        if (counts && !head.manifest().complete() && finding.verdict() != Verdict.REGRESSION) {
            return finding.as(Verdict.INCONCLUSIVE, true, finding.text() + "; the run did not come to its end");
        }
        return finding;
    }

    private Finding completeness(Rule rule, String cell, Optional<CellRecord> base, Optional<CellRecord> inHead) {
        if (inHead.isEmpty()) {
            return onlyInBase(rule, cell, true);
        }
        Finding found = Completeness.of(inHead.get().trials())
                .finding(
                        rule,
                        cell,
                        base.flatMap(record -> Completeness.of(record.trials()).share()),
                        head.manifest().complete());
        return base.isPresent() || found.verdict() == Verdict.REGRESSION ? found : onlyInHead(rule, cell, true);
    }

    private static Finding compared(
            Rule rule, String cell, boolean counts, Optional<CellRecord> base, Optional<CellRecord> inHead) {
        if (base.isEmpty()) {
            return onlyInHead(rule, cell, counts);
        }
        if (inHead.isEmpty()) {
            return onlyInBase(rule, cell, counts);
        }
        if (!base.get().row().isUsable(rule.metric())) {
            return Finding.inconclusive(
                    rule,
                    cell,
                    counts,
                    FindingText.invalid(rule, "in the baseline", base.get().row()));
        }
        if (!inHead.get().row().isUsable(rule.metric())) {
            return Finding.inconclusive(
                    rule,
                    cell,
                    counts,
                    FindingText.invalid(rule, "in the run", inHead.get().row()));
        }
        Optional<Sample> before = base.get().sample(rule.metric());
        Optional<Sample> now = inHead.get().sample(rule.metric());
        if (before.isEmpty() || now.isEmpty()) {
            String where = before.isPresent() ? "in the run" : now.isPresent() ? "in the baseline" : "in either";
            boolean isLost = before.isPresent() || now.isPresent(); // what neither has is not there to be lost
            return Finding.inconclusive(rule, cell, counts && isLost, "not measured " + where);
        }
        return compared(rule, cell, counts, before.get(), now.get());
    }

    private static Finding compared(Rule rule, String cell, boolean counts, Sample before, Sample now) {
        Comparison comparison = new Comparison(
                rule,
                cell,
                counts,
                before.median(),
                now.median(),
                0,
                "medians of " + before.size() + " and " + now.size() + " trials");
        if (rule.tier() == Tier.EXACT) {
            return comparison.byFigures();
        }
        Optional<RatioEstimate> estimate = RatioEstimate.of(before, now);
        if (estimate.isEmpty()) {
            return comparison.inconclusive(Optional.empty(), "of a figure that is 0 there is no ratio");
        }
        double ratio = estimate.get().ratio();
        return estimate.get()
                .interval()
                .map(interval -> comparison.byEstimate(ratio, interval, TAIL))
                .orElseGet(() -> comparison.inconclusive(Optional.of(ratio), "too few trials for an interval"));
    }

    private static Finding onlyInBase(Rule rule, String cell, boolean counts) {
        return Finding.inconclusive(rule, cell, counts, "in the baseline, and not in the run");
    }

    private static Finding onlyInHead(Rule rule, String cell, boolean counts) {
        return Finding.inconclusive(rule, cell, counts, "not in the baseline: gate accept takes it in");
    }
}
