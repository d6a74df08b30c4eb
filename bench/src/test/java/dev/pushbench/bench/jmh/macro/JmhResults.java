package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Phases;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.protocol.Technique;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.SingleShotResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

/** Results put together as JMH does: those of an iteration, iterations to a fork, forks to a run. */
final class JmhResults {
    static final List<String> JVM_FLAGS =
            List.of("-Xmx9m", "-Djava.io.tmpdir=/tmp", "-Dpushbench.principal=40000", "-Xint");

    private static final IterationParams ITERATION =
            new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.seconds(1), 1);

    private JmhResults() {}

    /** A cell like any other. */
    static Cell cell(Technique technique) {
        return new Cell(
                technique,
                3,
                new LoadPlan.Publishing(50, 128),
                new LoadPlan.Reading(Duration.ofMillis(20), Duration.ofSeconds(1)),
                LoadPlan.Requests.MINIMAL,
                new Phases(Duration.ZERO, Duration.ZERO, Duration.ofMillis(200), new LoadPlan.Windows(0, 2)));
    }

    /** One fork with these iterations. */
    @SafeVarargs
    static BenchmarkResult fork(List<? extends Result<?>>... iterations) {
        return fork("websocket", iterations);
    }

    @SafeVarargs
    static BenchmarkResult fork(String technique, List<? extends Result<?>>... iterations) {
        BenchmarkParams params = params(technique);
        List<IterationResult> results = new ArrayList<>();
        for (List<? extends Result<?>> secondary : iterations) {
            IterationResult result = new IterationResult(params, ITERATION, null);
            result.addResult(new SingleShotResult(ResultRole.PRIMARY, "window", 1_000_000, TimeUnit.MILLISECONDS));
            result.addResults(secondary);
            results.add(result);
        }
        return new BenchmarkResult(params, results);
    }

    static RunResult run(BenchmarkResult... forks) {
        return new RunResult(forks[0].getParams(), Arrays.asList(forks));
    }

    /** The figure of that name, of all forks together. */
    static Result<?> figure(String label, BenchmarkResult... forks) {
        Result<?> figure = run(forks).getSecondaryResults().get(label);
        if (figure == null) {
            throw new AssertionError("no " + label + " in " + labels(forks));
        }
        return figure;
    }

    static Collection<String> labels(BenchmarkResult... forks) {
        return run(forks).getSecondaryResults().keySet();
    }

    private static BenchmarkParams params(String technique) {
        WorkloadParams parameters = new WorkloadParams();
        parameters.put("technique", technique, 0);
        return new BenchmarkParams(
                TechniqueBenchmark.class.getName() + ".window",
                "window",
                false,
                1,
                new int[] {1},
                List.of("window"),
                1,
                0,
                ITERATION,
                ITERATION,
                Mode.SingleShotTime,
                parameters,
                TimeUnit.MILLISECONDS,
                1,
                "/java",
                JVM_FLAGS,
                "17",
                "VM",
                "17",
                "1.37",
                TimeValue.minutes(1));
    }
}
