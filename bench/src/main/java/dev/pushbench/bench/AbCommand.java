package dev.pushbench.bench;

import dev.pushbench.bench.ab.AbFailure;
import dev.pushbench.bench.ab.Build;
import dev.pushbench.bench.ab.Builds;
import dev.pushbench.bench.ab.Side;
import dev.pushbench.bench.gate.GateResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures two builds in turn on this machine, and judges whether one is slower. */
@Command(
        name = "ab",
        description = "Measures two builds in turn, pair by pair, and tells whether the second is slower or heavier.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "A commit is built in a worktree of its own. Exit code 3 where a regression was",
            "found in one series of pairs and confirmed by a second, 4 where nothing can be said."
        })
final class AbCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--base",
            paramLabel = "<commit|jar>",
            required = true,
            description = "What is held against: a commit of this checkout, or a jar.")
    private String base = "";

    @Option(
            names = "--head",
            paramLabel = "<commit|jar>",
            description = "What is held against it. Default: this program, as it was built.")
    private Optional<String> head = Optional.empty();

    @Mixin
    private final AbOptions options = new AbOptions();

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    /** To see that a fault is noticed: a server of the head can be handicapped. */
    @Option(names = "--head-args", hidden = true, paramLabel = "<options>")
    private List<String> headArguments = List.of();

    @Override
    public Integer call() throws InterruptedException {
        AbOptions.Checked asked = options.checked();
        Builds.require(Side.BASE, base);
        if (head.isPresent()) {
            Builds.require(Side.HEAD, head.get());
        }
        try (AbRun run = AbRun.open(asked, "gate-ab", this::say)) {
            ExitCode code = ExitCode.INTERNAL_ERROR;
            try {
                GateResult result = run.compare(
                        "",
                        asked.policy(),
                        folder -> Builds.of(Side.BASE, base, List.of(), folder),
                        this::head,
                        asked.pairs());
                code = GateOutputs.write(result, run.path(), System.getenv(), out(), json);
            } catch (AbFailure failure) {
                say("pushbench: " + failure.reason());
                code = ExitCode.INVALID_RUN;
            } catch (InterruptedException stop) {
                say("pushbench: interrupted");
                code = ExitCode.INTERRUPTED;
            } finally {
                Path kept = run.finish();
                if (code != ExitCode.INTERNAL_ERROR) { // else a mistake of the user is told, in a line of its own
                    say("Results: " + kept);
                }
            }
            return code.code();
        }
    }

    private Build head(Path folder) throws InterruptedException {
        return head.isPresent()
                ? Builds.of(Side.HEAD, head.get(), headArguments, folder)
                : Build.ofThisProgram("this build", headArguments);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
