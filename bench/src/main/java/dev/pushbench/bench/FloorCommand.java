package dev.pushbench.bench;

import dev.pushbench.bench.floor.FloorPlan;
import dev.pushbench.bench.floor.FloorResult;
import dev.pushbench.bench.floor.FloorTrial;
import dev.pushbench.bench.host.JvmProbe;
import dev.pushbench.bench.host.SearchPath;
import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.result.Json;
import dev.pushbench.bench.scenario.Dimensions;
import dev.pushbench.bench.scenario.Phases;
import dev.pushbench.bench.scenario.Settings;
import dev.pushbench.bench.scenario.Suite;
import dev.pushbench.bench.scenario.Suites;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the harness without a technique. Nothing is kept: what it says is to be held beside a run. */
@Command(
        name = "floor",
        description =
                "Measures what the harness itself costs, without sockets: the same events, users and meters in one"
                        + " JVM. No technique can come out below it. With --kernel: what the kernel takes of it, with"
                        + " sockets and without a harness. What is not given is as in the suite default.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class FloorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final LoadOptions options = new LoadOptions();

    @Option(
            names = "--kernel",
            description = "Measure a C program instead, compiled on the spot: one process writes each event to every"
                    + " connection, another reads it.")
    private boolean kernel;

    @Option(names = "--json", description = "Print the figures as JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        List<FloorPlan> plans = plans();
        if (kernel) {
            return new KernelFloorRun(new SearchPath(System.getenv("PATH")), this::say)
                    .measure(plans, json, spec.commandLine().getOut())
                    .code();
        }
        List<FloorResult> results = new ArrayList<>();
        try (Interruption interruption = Interruption.ofThisThread();
                JvmProbe probe = JvmProbe.start()) {
            boolean finished = measure(plans, probe, interruption, results);
            tell(results);
            return (finished ? exitCode(results) : ExitCode.INTERRUPTED).code();
        }
    }

    /** Adds a result for each plan; false where an interrupt cut it short. */
    private boolean measure(
            List<FloorPlan> plans, JvmProbe probe, Interruption interruption, List<FloorResult> results) {
        interruption.begin();
        try {
            for (FloorPlan plan : plans) {
                results.add(measure(plan, probe));
            }
            return true;
        } catch (InterruptedException stop) {
            complain("interrupted");
            return false;
        } finally {
            interruption.end();
        }
    }

    private List<FloorPlan> plans() {
        Suite suite =
                Suites.resolved("default", Settings.ofOptions(options.texts())).suite();
        Dimensions dimensions = suite.dimensions();
        Phases phases = suite.phases();
        return dimensions.users().stream()
                .flatMap(users -> dimensions.publishings().stream()
                        .map(publishing -> new FloorPlan(users, publishing, phases.allWarmup(), phases.allMeasured())))
                .toList();
    }

    private FloorResult measure(FloorPlan plan, JvmProbe probe) throws InterruptedException {
        say(announcement(plan));
        try (FloorTrial trial = new FloorTrial(plan, probe)) {
            return trial.run();
        }
    }

    private void tell(List<FloorResult> results) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? Json.of(Map.of("cells", FloorTable.rows(results))) : FloorTable.of(results));
        out.flush();
    }

    private ExitCode exitCode(List<FloorResult> results) {
        results.stream()
                .filter(result -> !result.isResult())
                .forEach(
                        result -> complain(result.plan().users() + " users: not every event came once and in order, of "
                                + result.expected() + " deliveries: " + result.deliveries()));
        return results.stream().allMatch(FloorResult::isResult) ? ExitCode.PASS : ExitCode.INVALID_RUN;
    }

    /** What is measured next, and about how long that takes. */
    static String announcement(FloorPlan plan) {
        return "floor, " + plan.users() + (plan.users() == 1 ? " user: about " : " users: about ")
                + DurationText.rough(plan.warmup().plus(plan.window()));
    }

    private void complain(String what) {
        say("pushbench: " + what);
    }

    private void say(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}
