package dev.pushbench.bench;

import dev.pushbench.bench.gate.ExactJudge;
import dev.pushbench.bench.gate.GateResult;
import dev.pushbench.bench.gate.Policy;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.result.Run;
import dev.pushbench.bench.result.RunReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds a run against the accepted one, and ends as the verdict is. */
@Command(
        name = "gate",
        description = {
            "Holds a run against the baseline: PASS, REGRESSION, IMPROVEMENT or INCONCLUSIVE.",
            "Writes gate.json and junit.xml into the run's directory, and its report again."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {GateAcceptCommand.class, AbCommand.class, SelfTestCommand.class},
        footer = {
            "",
            "Exit codes: 0 pass or improvement, 3 regression, 4 inconclusive, 2 where the run",
            "cannot be held against the baseline."
        })
final class GateCommand implements Callable<Integer> {
    private static final String RUN = "<RUN>";

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", arity = "0..1", paramLabel = RUN, description = "Directory of the run.")
    private Optional<String> directory = Optional.empty();

    @Mixin
    private GateOptions options = new GateOptions();

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    GateCommand() {
        this(System.getenv());
    }

    /** @param environment variables that say whether this runs on GitHub */
    GateCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        Path path = GateOptions.path(
                RUN,
                directory.orElseThrow(
                        () -> new UsageError(RUN, "missing, allowed: the directory of a run; see --help")));
        Policy policy = options.policy();
        Run head = RunReader.read(path);
        Baseline baseline = new Baseline(options.baseline());
        Run base = baseline.read();
        requireSameSubject(path, base, head);
        GateResult result = new GateResult(
                GateResult.BASELINE,
                baseline.label(base),
                head.name() + (head.manifest().complete() ? "" : " (did not come to its end)"),
                ExactJudge.findings(policy, base, head));
        return GateOutputs.write(result, path, environment, spec.commandLine().getOut(), json)
                .code();
    }

    private void requireSameSubject(Path path, Run base, Run head) {
        ComparedRuns runs = new ComparedRuns(base, head);
        List<String> differing = runs.settingsThatDiffer();
        if (!differing.isEmpty()) {
            throw new UsageError(
                    path.toString(),
                    "not what the baseline " + options.baseline() + " measured (baseline against run): "
                            + String.join(", ", differing));
        }
        if (runs.pairs().isEmpty()) {
            throw new UsageError(path.toString(), "no cell of it is in the baseline " + options.baseline());
        }
    }
}
