package dev.pushbench.bench;

import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.scenario.ResolvedSuite;
import java.nio.file.Files;
import java.nio.file.Path;
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
            names = "--dry-run",
            description = "Print the cells and about how long they take; measure nothing and write nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    /**
     * What was asked for, checked as a whole.
     *
     * @param suite whose cells are measured
     * @param out that is, or can become, a folder
     * @param dryRun whether the cells are only printed
     * @param json whether what is printed is JSON
     */
    record Checked(ResolvedSuite suite, Path out, ProcessOptions.Processes processes, boolean dryRun, boolean json) {}

    /** @throws UsageError where anything is not allowed; nothing has been started or written */
    Checked checked() throws InterruptedException {
        return new Checked(suite.resolved(), outFolder(), processes.checked(), dryRun, json);
    }

    /** Only looks; the folder is made when the run starts. */
    private Path outFolder() {
        Path folder = Path.of(out).toAbsolutePath().normalize();
        Path existing = folder;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new UsageError("--out", existing + " is not a folder", out, "a folder that can be written to");
        }
        if (!Files.isWritable(existing)) {
            throw new UsageError("--out", existing + " cannot be written to", out, "a folder that can be written to");
        }
        return folder;
    }
}
