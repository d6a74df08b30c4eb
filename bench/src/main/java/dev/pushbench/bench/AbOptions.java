package dev.pushbench.bench;

import dev.pushbench.bench.ab.AbComparison;
import dev.pushbench.bench.ab.AbSetting;
import dev.pushbench.bench.gate.Policy;
import dev.pushbench.bench.host.JavaExecutable;
import dev.pushbench.bench.input.Numbers;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.scenario.ResolvedSuite;
import dev.pushbench.bench.scenario.Settings;
import dev.pushbench.bench.scenario.Suites;
import dev.pushbench.bench.scenario.Trial;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of what measures two builds in turn, and what they mean. */
final class AbOptions {
    private static final int MOST_PAIRS = 100;

    @Option(
            names = "--pairs",
            paramLabel = "<n>",
            description = "Most pairs of trials in a series, at least " + AbComparison.LEAST_PAIRS
                    + ". Default: ${DEFAULT-VALUE}.")
    private String pairs = "10";

    @Option(
            names = "--suite",
            paramLabel = "<name|file>",
            description = "What is measured; one trial of each cell is a side of a pair. Default: ${DEFAULT-VALUE}.")
    private String suite = "gate";

    @Option(names = "--policy", paramLabel = "<file>", description = "Rules to judge by. Default: those in the jar.")
    private Optional<String> policy = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            description = "Folder in which a directory for all that is measured is made. Default: ${DEFAULT-VALUE}.")
    private String out = "results";

    @Option(
            names = "--jvm",
            paramLabel = "<path>",
            description = "Java executable, or home of a JVM, that runs both builds. Default: the one that runs this.")
    private Optional<String> jvm = Optional.empty();

    /**
     * What was asked for.
     *
     * @param pairs the most in a series
     * @param out that is, or can become, a folder
     */
    record Checked(int pairs, ResolvedSuite suite, Policy policy, Path out, JavaExecutable java) {
        /** How builds are measured whose suite is in that file, and whose runs are kept in its folder. */
        AbSetting setting(Path suiteFile, Path directory) {
            return new AbSetting(
                    java.path(),
                    suiteFile,
                    directory,
                    Trial.expectedTime(suite.suite().trials()));
        }
    }

    /** @throws dev.pushbench.bench.input.UsageError where anything is not allowed; nothing has been started or written */
    Checked checked() throws InterruptedException {
        return new Checked(
                Numbers.whole("--pairs", pairs, AbComparison.LEAST_PAIRS, MOST_PAIRS),
                withoutSearch(),
                policy.map(PolicyFile::read).orElseGet(PolicyFile::ofThisProgram),
                OutFolder.checked("--out", out),
                jvm.isEmpty() ? JavaExecutable.ofThisJvm() : ProcessOptions.java("--jvm", jvm.get()));
    }

    /** A search measures what it finds necessary: two builds would be measured at different loads. */
    private ResolvedSuite withoutSearch() {
        ResolvedSuite resolved = Suites.resolved(suite, new Settings(Map.of()));
        if (resolved.suite().search().isPresent()) {
            throw new UsageError("--suite", "a suite that searches", suite, "one that measures its cells, like gate");
        }
        return resolved;
    }
}
