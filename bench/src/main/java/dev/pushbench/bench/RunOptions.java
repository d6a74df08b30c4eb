package dev.pushbench.bench;

import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.jmh.macro.MacroRun;
import dev.pushbench.bench.scenario.ResolvedSuite;
import dev.pushbench.bench.scenario.Serving;
import dev.pushbench.bench.scenario.Trial;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code run}, and what they mean. */
final class RunOptions {
    @Mixin
    private final SuiteOptions suite = new SuiteOptions();

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            description = "Folder in which the run's directory is made. Default: ${DEFAULT-VALUE}.")
    private String out = "results";

    @Mixin
    private final ProcessOptions processes = new ProcessOptions();

    @Option(
            names = "--jmh-args",
            paramLabel = "<options>",
            description = "More options for JMH, separated by spaces, like -prof gc.")
    private String jmhArguments = "";

    @Option(
            names = "--dry-run",
            description =
                    "Print the cells, or the steps of a search, and about how long they take; measure nothing and write"
                            + " nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    /**
     * What was asked for, checked as a whole.
     *
     * @param suite whose cells are measured
     * @param out that is, or can become, a folder
     * @param jmhArguments passed through to JMH
     * @param dryRun whether the cells are only printed
     * @param json whether what is printed is JSON
     */
    record Checked(
            ResolvedSuite suite,
            Path out,
            ProcessOptions.Processes processes,
            List<String> jmhArguments,
            boolean dryRun,
            boolean json) {}

    /** @throws UsageError where anything is not allowed; nothing has been started or written */
    Checked checked() throws InterruptedException {
        suite.resolved(); // its mistakes come first
        Path folder = OutFolder.checked("--out", out);
        ProcessOptions.Processes checked = processes.checked();
        ResolvedSuite resolved = checked.trust().isPresent() ? suite.resolvedForTls() : suite.resolved();
        requireOneLanguage(resolved, checked);
        boolean hasLink = resolved.suite().dimensions().hasLink();
        if (hasLink && checked.target().isPresent()) {
            throw new UsageError("--link", "is before a server of our own, and --target names another");
        }
        boolean isUsual = resolved.suite().trials().stream()
                .allMatch(trial -> trial.cell().serving().equals(Serving.USUAL));
        if (checked.target().isPresent() && !isUsual) {
            throw new UsageError(
                    Target.OPTION, "--heartbeat and --coalesce are of a server of our own, and it names another");
        }
        checked.requireRoomFor(resolved.suite().dimensions().users(), hasLink);
        resolved.suite().trials().stream().map(Trial::cell).distinct().forEach(cell -> {
            checked.requireRoomForTalk(cell);
            checked.requireFitFor(cell);
        });
        return new Checked(resolved, folder, checked, jmhArguments(), dryRun, json);
    }

    private static void requireOneLanguage(ResolvedSuite resolved, ProcessOptions.Processes checked) {
        boolean targetIsSecure = checked.trust().isPresent();
        boolean differs = resolved.suite().trials().stream()
                .anyMatch(trial -> trial.cell().tls().isPresent() != targetIsSecure);
        if (checked.target().isPresent() && differs) {
            throw new UsageError(
                    Target.OPTION,
                    targetIsSecure
                            ? "the server speaks TLS, and there are cells without"
                            : "there are cells with TLS, which takes an https URL");
        }
    }

    private List<String> jmhArguments() {
        List<String> arguments = Arrays.stream(jmhArguments.split("\\s+"))
                .filter(argument -> !argument.isEmpty())
                .toList();
        if (!arguments.isEmpty()) { // else none of JMH's classes is needed yet
            MacroRun.check(arguments);
        }
        return arguments;
    }
}
