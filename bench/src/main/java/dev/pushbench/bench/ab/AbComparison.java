package dev.pushbench.bench.ab;

import dev.pushbench.bench.gate.Confirmation;
import dev.pushbench.bench.gate.Finding;
import dev.pushbench.bench.gate.GateResult;
import dev.pushbench.bench.gate.PairedTrial;
import dev.pushbench.bench.gate.Policy;
import dev.pushbench.bench.gate.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Holds one build against another by trials measured in turn. A build is called slower where a first series of pairs says so and a second one,
 * measured for nothing else, says it again.
 */
public final class AbComparison {
    /** With fewer pairs nothing can ever be significant. */
    public static final int LEAST_PAIRS = Look.LEAST_PAIRS;

    /** System property of a run that makes no report. A build that does not know it makes one, which takes a second. */
    public static final String WITHOUT_REPORT = "pushbench.without-report";

    private final AbSetting setting;
    private final Policy policy;
    private final Consumer<String> progress;

    /** @param progress is told in lines what goes on, on the calling thread */
    public AbComparison(AbSetting setting, Policy policy, Consumer<String> progress) {
        this.setting = setting;
        this.policy = policy;
        this.progress = progress;
    }

    /**
     * What came of it.
     *
     * @param series the pairs of each series, by cell, in the order they were measured in
     */
    public record Outcome(GateResult result, List<Map<String, List<PairedTrial>>> series) {
        public Outcome {
            series = List.copyOf(series);
        }
    }

    /**
     * Measures and judges.
     *
     * @param pairs the most in a series
     * @throws AbFailure where a build does not come to the end of a run
     */
    public Outcome compare(Build base, Build head, int pairs) throws AbFailure, InterruptedException {
        try (ClassArchives archives = ClassArchives.none()) {
            return compare(
                    (side, forks) -> setting.measure(side, side == Side.BASE ? base : head, forks, archives),
                    base.name(),
                    head.name(),
                    pairs);
        }
    }

    private Outcome compare(Series.Measuring measuring, String base, String head, int pairs)
            throws AbFailure, InterruptedException {
        Series.Outcome first = new Series(measuring, policy, progress).run(pairs);
        List<Finding> doubted = Confirmation.needed(first.findings());
        List<Map<String, List<PairedTrial>>> series = new ArrayList<>(List.of(first.pairs()));
        List<Finding> findings = first.findings();
        if (!doubted.isEmpty()) {
            doubted.forEach(finding -> progress.accept("to be confirmed: " + finding.text()));
            Series.Outcome second = new Series(measuring, rulesOf(doubted), progress).run(pairs);
            findings = Confirmation.of(findings, second.findings());
            series.add(second.pairs());
        }
        return new Outcome(new GateResult(GateResult.AB, base, head, findings), series);
    }

    private static Policy rulesOf(List<Finding> findings) {
        List<Rule> rules = findings.stream().map(Finding::rule).distinct().toList();
        return new Policy(rules);
    }
}
