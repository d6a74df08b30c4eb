package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.result.FigureGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Takes from JMH's result of a trial the figures of groups for which the trial does not count. */
final class JmhGroups {
    private static final Set<String> LATENCIES = Set.of("latency", "service", "publish_delay", "connect", "rearm_gap");

    private JmhGroups() {}

    static RunResult of(RunResult trial, Set<FigureGroup> groups) {
        if (groups.size() == FigureGroup.values().length) {
            return trial;
        }
        List<BenchmarkResult> forks = new ArrayList<>();
        for (BenchmarkResult fork : trial.getBenchmarkResults()) {
            forks.add(new BenchmarkResult(
                    fork.getParams(),
                    fork.getIterationResults().stream()
                            .map(iteration -> of(iteration, groups))
                            .toList(),
                    fork.getMetadata()));
        }
        return new RunResult(trial.getParams(), forks);
    }

    @SuppressWarnings("rawtypes") // as JMH has it
    private static IterationResult of(IterationResult iteration, Set<FigureGroup> groups) {
        IterationResult kept =
                new IterationResult(iteration.getBenchmarkParams(), iteration.getParams(), iteration.getMetadata());
        kept.addResults(iteration.getRawPrimaryResults());
        for (Result figure : iteration.getRawSecondaryResults().values()) {
            if (groups.contains(group(figure.getLabel()))) {
                kept.addResult(figure);
            }
        }
        return kept;
    }

    /** By the profiler that the figure is of. */
    private static FigureGroup group(String label) {
        if (LATENCIES.contains(label)) {
            return FigureGroup.LATENCY;
        }
        return label.startsWith("server.") || label.startsWith("generator.") ? FigureGroup.COST : FigureGroup.EXACT;
    }
}
