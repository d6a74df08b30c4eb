package dev.pushbench.bench.result;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The directory of one run.
 *
 * <pre>  create: .NAME.partial ──cells──▶ .NAME.partial ──finish, complete or not──▶ NAME</pre>
 *
 * A directory under its final name is therefore never half written. After a power cut the partial one remains, with the
 * cells measured until then and a manifest that says {@code "complete": false}.
 */
public final class RunDirectory {
    public static final String MANIFEST = "manifest.json";
    public static final String SUMMARY = "summary.csv";
    public static final String TRIALS = "trials.csv";

    /** What was measured, with every key. */
    public static final String CONFIGURATION = "config.resolved.yaml";

    static final String METRICS = "metrics.csv";
    static final String INTERVALS = "intervals.csv";
    static final String LATENCIES = "latency.hlog";
    static final String TIMELINE = "timeline.csv";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MOST_RUNS_A_SECOND = 100;

    private final Path partial;
    private final Path finished;

    private RunDirectory(Path partial, Path finished) {
        this.partial = partial;
        this.finished = finished;
    }

    /**
     * Makes the directory under its temporary name, with {@code out} where that does not exist.
     *
     * @param gitSha of the build, at least 7 digits
     */
    public static RunDirectory create(Path out, Instant start, Optional<String> gitSha, String suite)
            throws IOException {
        Files.createDirectories(out);
        String name = STAMP.format(start) + "-"
                + gitSha.map(sha -> sha.substring(0, 7)).orElse("nogit") + "-" + suite;
        for (int run = 1; run <= MOST_RUNS_A_SECOND; run++) {
            String candidate = run == 1 ? name : name + "-" + run;
            Path finished = out.resolve(candidate);
            Path partial = out.resolve("." + candidate + ".partial");
            if (!Files.exists(finished) && isCreated(partial)) {
                return new RunDirectory(partial, finished);
            }
        }
        throw new FileAlreadyExistsException(out.resolve(name).toString());
    }

    /** Writes a file that is complete, and stays as it is. */
    public void keep(String name, String text) {
        replace(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes what is known so far, in place of what was; trials as they come, so that little is lost at worst. */
    public void write(Manifest manifest, List<TrialResult> results) {
        List<CellResult> cells = CellResult.of(results);
        replace(SUMMARY, out -> Summary.writeCells(out, cells));
        replace(TRIALS, out -> Summary.writeTrials(out, results));
        replace(METRICS, out -> Metrics.write(out, String.valueOf(finished.getFileName()), cells));
        replace(INTERVALS, out -> Intervals.write(out, results));
        replace(
                LATENCIES,
                out -> LatencyLog.write(out, Instant.parse(manifest.start().at()), results));
        replace(TIMELINE, out -> Timeline.write(out, cells));
        writeJson(manifest);
    }

    private void writeJson(Object manifest) {
        keep(MANIFEST, Json.of(manifest) + "\n");
    }

    /** What is written into a file; may close it. */
    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private void replace(String name, Content content) {
        replace(partial.resolve(name), content);
    }

    /**
     * Writes a file whole, in place of what was there, or leaves that as it is.
     *
     * @throws NotWrittenException where it cannot be written
     */
    public static void replace(Path file, byte[] bytes) {
        replace(file, out -> out.write(bytes));
    }

    /** Under another name first: whoever looks sees the old file or the new, never half of one. */
    private static void replace(Path file, Content content) {
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                content.writeTo(out);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException notWritten) {
            remove(unfinished);
            throw new NotWrittenException(file, notWritten);
        }
    }

    private static void remove(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException left) {
            // Why it could not be written says more.
        }
    }

    /** Writes everything a last time and gives the directory its name, which is returned. */
    public Path finish(Manifest manifest, List<TrialResult> results) {
        write(manifest, results);
        return named();
    }

    /** A file of this directory, under whose path it can be written until the directory has its name. */
    public Path file(String name) {
        return partial.resolve(name);
    }

    /** Writes the manifest of micro benchmarks, and gives the directory its name, which is returned. */
    public Path finish(MicroManifest manifest) {
        writeJson(manifest);
        return named();
    }

    /** Gives the directory its name, which is returned, with what is in it. */
    public Path finish() {
        return named();
    }

    private Path named() {
        try {
            return Files.move(partial, finished, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException notMoved) {
            throw new UncheckedIOException("results stay in " + partial + ", they cannot be renamed", notMoved);
        }
    }

    private static boolean isCreated(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }
}
