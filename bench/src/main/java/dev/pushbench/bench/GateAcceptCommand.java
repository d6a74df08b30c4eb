package dev.pushbench.bench;

import dev.pushbench.bench.gate.Policy;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.result.Run;
import dev.pushbench.bench.result.RunReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a run the baseline, and tells what that changes. */
@Command(
        name = "accept",
        description = {
            "Makes a run the baseline, in place of the one before, and tells what changes by it.",
            "A run that did not come to its end, had a handicapped server or has an INVALID",
            "cell is refused."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class GateAcceptCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "<RUN>", description = "Directory of the run.")
    private String directory = "";

    @Mixin
    private GateOptions options = new GateOptions();

    @Override
    public Integer call() {
        Path path = GateOptions.path("<RUN>", directory);
        Policy policy = options.policy();
        Run run = RunReader.read(path);
        Baseline baseline = new Baseline(options.baseline());
        String changes = changes(policy, baseline, run);
        baseline.replace(path, run);
        PrintWriter out = spec.commandLine().getOut();
        out.println(changes);
        out.println("Baseline: " + options.baseline() + " is now " + run.name());
        out.flush();
        return ExitCode.PASS.code();
    }

    /** A baseline that cannot be read any more is replaced as well: nothing else would mend it. */
    private static String changes(Policy policy, Baseline baseline, Run run) {
        if (!baseline.exists()) {
            return "There was no baseline before.";
        }
        try {
            return AcceptedChanges.text(policy, baseline.read(), run);
        } catch (UsageError damaged) {
            return "The baseline before cannot be compared: " + damaged.getMessage();
        }
    }
}
