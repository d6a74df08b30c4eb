package dev.pushbench.bench;

import dev.pushbench.bench.ab.AbComparison;
import dev.pushbench.bench.ab.AbFailure;
import dev.pushbench.bench.ab.AbSetting;
import dev.pushbench.bench.ab.Build;
import dev.pushbench.bench.ab.PairsCsv;
import dev.pushbench.bench.gate.GateResult;
import dev.pushbench.bench.gate.Policy;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.result.RunDirectory;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;

/** The directory in which two builds are measured in turn, from its making to its name: all that was measured stays in it, whatever happens. */
final class AbRun implements AutoCloseable {
    private static final String SUITE = "suite.yaml";
    private static final String PAIRS = "pairs.csv";

    private final AbOptions.Checked asked;
    private final RunDirectory directory;
    private final Consumer<String> progress;
    private final Interruption interruption = Interruption.ofThisThread();

    private AbRun(AbOptions.Checked asked, RunDirectory directory, Consumer<String> progress) {
        this.asked = asked;
        this.directory = directory;
        this.progress = progress;
    }

    /**
     * Makes the directory.
     *
     * @param kind the last word of its name
     * @param progress is told in lines what goes on
     */
    static AbRun open(AbOptions.Checked asked, String kind, Consumer<String> progress) {
        try {
            RunDirectory directory = RunDirectory.create(
                    asked.out(),
                    Clock.systemUTC().instant(),
                    BuildFacts.ofThisProgram().gitSha(),
                    kind);
            directory.keep(SUITE, asked.suite().yaml());
            return new AbRun(asked, directory, progress);
        } catch (IOException notMade) {
            throw new UsageError(
                    "--out", "no directory can be made there", asked.out(), "a folder that can be written to");
        }
    }

    /** What makes a build ready. */
    @FunctionalInterface
    interface Source {
        /** @param folder that what is built is kept in */
        Build in(Path folder) throws InterruptedException;
    }

    /**
     * Measures and judges, in a folder of that name below the directory. An interrupt of the process ends it.
     *
     * @param pairs the most in a series
     */
    GateResult compare(String folder, Policy policy, Source base, Source head, int pairs)
            throws AbFailure, InterruptedException {
        Path runs = folder.isEmpty() ? path() : path().resolve(folder);
        interruption.begin();
        try {
            Files.createDirectories(runs);
            AbSetting setting = asked.setting(path().resolve(SUITE), runs);
            AbComparison.Outcome outcome =
                    new AbComparison(setting, policy, progress).compare(base.in(runs), head.in(runs), pairs);
            interruption.end(); // from here on it is written
            keepPairs(outcome, runs);
            return outcome.result();
        } catch (IOException notMade) {
            throw new UncheckedIOException("results cannot be written to " + runs, notMade);
        } finally {
            interruption.end();
        }
    }

    /** Where everything is, until {@link #finish}. */
    Path path() {
        return directory.file("");
    }

    /** Gives the directory its name, which is returned. */
    Path finish() {
        return directory.finish();
    }

    @Override
    public void close() {
        interruption.close();
    }

    private static void keepPairs(AbComparison.Outcome outcome, Path runs) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(runs.resolve(PAIRS)))) {
            PairsCsv.write(out, outcome.series());
        }
    }
}
