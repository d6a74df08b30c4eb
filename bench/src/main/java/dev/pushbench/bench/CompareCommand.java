package dev.pushbench.bench;

import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.result.Json;
import dev.pushbench.bench.result.Run;
import dev.pushbench.bench.result.RunReader;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads two runs, checks that they can be held against each other, and tells what differs. */
@Command(
        name = "compare",
        description = "Shows two runs side by side, and which of their figures can be told apart.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Exit code 2 where the runs are not of the same suite, machine and JVM;",
            "5 where every cell that both have is INVALID. A difference is no failure."
        })
final class CompareCommand implements Callable<Integer> {
    private static final String ANYWAY = "--anyway";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "<A>", description = "Directory of the run that is held against.")
    private String base = "";

    @Parameters(index = "1", paramLabel = "<B>", description = "Directory of the run that is held against it.")
    private String other = "";

    @Option(
            names = ANYWAY,
            description = "Compare runs of different suites, machines or JVMs too, and say what differs.")
    private boolean anyway;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        ComparedRuns runs = new ComparedRuns(read("<A>", base), read("<B>", other));
        List<ComparedRuns.Pair> pairs = runs.pairs();
        if (pairs.isEmpty()) {
            throw new UsageError("compare", "no cell is in both " + base + " and " + other);
        }
        List<String> differing = runs.conditionsThatDiffer();
        if (!anyway && !differing.isEmpty()) {
            throw new UsageError(
                    "compare",
                    "not the same in both: " + String.join(", ", differing) + "; " + ANYWAY + " compares all the same");
        }
        PrintWriter out = spec.commandLine().getOut();
        CompareTable table = new CompareTable(runs);
        out.println(json ? Json.of(table.fields()) : table.text());
        out.flush();
        boolean isAnyCompared = pairs.stream().anyMatch(ComparedRuns.Pair::areResults);
        return (isAnyCompared ? ExitCode.PASS : ExitCode.INVALID_RUN).code();
    }

    private static Run read(String where, String directory) {
        try {
            return RunReader.read(Path.of(directory));
        } catch (InvalidPathException noPath) {
            throw new UsageError(where, "not a path", directory, "the directory of a run");
        }
    }
}
