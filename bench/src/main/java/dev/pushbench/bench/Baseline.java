package dev.pushbench.bench;

import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.report.Report;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.FigureGroup;
import dev.pushbench.bench.result.Run;
import dev.pushbench.bench.result.RunDirectory;
import dev.pushbench.bench.result.RunReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The directory of the run that changes are held against: the files of it that tell its figures, and how to measure them again. */
final class Baseline {
    /** The manifest last: until it is there the old one's stands. */
    private static final List<String> FILES =
            List.of(RunDirectory.CONFIGURATION, RunDirectory.TRIALS, RunDirectory.SUMMARY, RunDirectory.MANIFEST);

    private final Path directory;

    Baseline(Path directory) {
        this.directory = directory;
    }

    boolean exists() {
        return Files.exists(directory.resolve(RunDirectory.MANIFEST));
    }

    /** @throws UsageError where there is none, or it cannot be read */
    Run read() {
        if (!exists()) {
            throw new UsageError(directory.toString(), "no baseline; gate accept <RUN> makes one of a run");
        }
        return RunReader.read(directory);
    }

    /** What it is called where its name says little: when it was measured, and of what. */
    String label(Run run) {
        return directory + " (suite " + run.manifest().suite() + ", "
                + run.manifest().start().at().replaceFirst("\\.\\d+Z$", "Z") + ", commit "
                + run.manifest()
                        .build()
                        .gitSha()
                        .map(sha -> sha.substring(0, Math.min(7, sha.length())))
                        .orElse("unknown")
                + ")";
    }

    /**
     * Puts a run in place of what was accepted before.
     *
     * @throws UsageError where it is no result: it did not come to its end, its server was handicapped or not the usual one, or a cell is INVALID. Latency may
     *     be: no rule decides on it against a baseline. Nothing has been replaced then
     */
    void replace(Path from, Run run) {
        requireResult(from, run);
        Map<String, String> texts = new LinkedHashMap<>();
        for (String file : FILES) {
            texts.put(file, text(from.resolve(file)));
        }
        try {
            Files.createDirectories(directory);
            texts.forEach((file, text) -> Report.write(text, directory.resolve(file)));
        } catch (IOException | UncheckedIOException notWritten) {
            throw new UsageError(
                    GateOptions.BASELINE,
                    "the baseline cannot be written",
                    directory,
                    "a directory that can be written to");
        }
    }

    private static void requireResult(Path from, Run run) {
        if (!run.manifest().complete()) {
            throw new UsageError(from.toString(), "the run did not come to its end, allowed: a complete run");
        }
        Optional<String> handicap = run.manifest().machine().handicap();
        if (handicap.isPresent()) {
            throw new UsageError(
                    from.toString(),
                    "its server was handicapped (" + UsageError.shown(handicap.get()) + "), allowed: a run without");
        }
        Optional<String> variant = run.manifest().machine().variant();
        if (variant.isPresent()) {
            throw new UsageError(
                    from.toString(),
                    "its server pushed through an API that is not ours (" + UsageError.shown(variant.get())
                            + "), allowed: a run without");
        }
        List<String> invalid = run.cells().stream()
                .map(CellRecord::row)
                .filter(row -> !row.isUsable(FigureGroup.EXACT) || !row.isUsable(FigureGroup.COST))
                .map(row -> row.cell() + " (" + UsageError.shown(row.text("causes")) + ")")
                .toList();
        if (!invalid.isEmpty()) {
            throw new UsageError(
                    from.toString(),
                    invalid.size() + " of " + run.cells().size() + " cells are INVALID, allowed: none; the first is "
                            + invalid.get(0));
        }
        if (run.cells().isEmpty()) {
            throw new UsageError(from.toString(), "the run has no cell, allowed: at least one");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UsageError(file.toString(), "cannot be read, allowed: a run with all its files");
        }
    }
}
