package dev.pushbench.bench.ab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushbench.bench.host.ChildProcess;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.result.Run;
import dev.pushbench.bench.result.RunReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Has a build measure the cells of a suite, by its own {@code run} command. */
final class BuildRun {
    /** As {@code run} ends: all cells are results, or some are not. Both leave a directory. */
    private static final List<Integer> MEASURED = List.of(0, 5);

    /** A machine may be three times slower than was expected, and a JVM be slow to start. */
    private static final int SLOWNESS = 3;

    private static final Duration LONGEST_START = Duration.ofMinutes(1);
    private static final int LAST_LINES = 3;

    private final Path java;
    private final Path suite;
    private final Path directory;
    private final Duration expectedRound;
    private final ClassArchives archives;
    private final Duration longestStart;

    /**
     * @param java executable that runs the builds
     * @param suite the file that says what is measured
     * @param directory that the directories of the runs are made in
     * @param expectedRound about how long all cells take once
     * @param archives for all turns of both sides
     */
    BuildRun(Path java, Path suite, Path directory, Duration expectedRound, ClassArchives archives) {
        this(java, suite, directory, expectedRound, archives, LONGEST_START);
    }

    BuildRun(
            Path java,
            Path suite,
            Path directory,
            Duration expectedRound,
            ClassArchives archives,
            Duration longestStart) {
        this.java = java;
        this.suite = suite;
        this.directory = directory;
        this.expectedRound = expectedRound;
        this.archives = archives;
        this.longestStart = longestStart;
    }

    /**
     * Measures each cell so often.
     *
     * @throws UsageError where the build does not take what it is asked for, by its own words
     * @throws AbFailure where it did not measure all
     */
    Run measure(Side side, Build build, int forks) throws AbFailure, InterruptedException {
        Path log = directory.resolve(side.id() + ".log");
        Duration longest = expectedRound.multipliedBy((long) SLOWNESS * forks).plus(longestStart);
        try {
            ChildProcess.Ending ending =
                    ChildProcess.run(words(side, build, forks), Path.of("").toAbsolutePath(), log, longest);
            if (ending.exitCode() == 2) {
                throw new UsageError("--" + side.id(), build.name() + " does not run this: " + lastWords(log));
            }
            if (!MEASURED.contains(ending.exitCode())) {
                throw new AbFailure(side.id() + " (" + build.name() + ") failed with exit code " + ending.exitCode()
                        + ": " + lastWords(log));
            }
            Run run = RunReader.read(runDirectory(ending.output()));
            if (!run.manifest().complete()) {
                throw new AbFailure(side.id() + " (" + build.name() + ") did not come to the end of a run: "
                        + run.manifest().failureReason().orElse("it does not say why"));
            }
            return run;
        } catch (IOException failed) {
            throw new AbFailure(side.id() + " (" + build.name() + ") failed: " + failed.getMessage());
        }
    }

    /** The JVM that orders the trials works on the cores that they are measured on: it is to be light. */
    private List<String> words(Side side, Build build, int forks) {
        List<String> words = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        words.addAll(archives.flags(side, build));
        words.addAll(List.of(
                "-Djmh.blackhole.autoDetect=false", // two JVMs a turn, to find out what a trial does not need
                "-D" + AbComparison.WITHOUT_REPORT + "=true",
                "-cp",
                build.classPath(),
                "dev.pushbench.bench.Pushbench",
                "run",
                "--suite",
                suite.toString(),
                "--forks",
                Integer.toString(forks),
                "--out",
                directory.resolve(side.id()).toString(),
                "--json"));
        words.addAll(archives.arguments(side, build));
        words.addAll(build.arguments());
        return words;
    }

    private static Path runDirectory(String json) throws IOException {
        try {
            String named =
                    new ObjectMapper().readTree(json).path("run_directory").asText();
            if (!named.isEmpty()) {
                return Path.of(named);
            }
        } catch (JsonProcessingException notJson) {
            // Told below: it is the same to whoever reads it.
        }
        throw new IOException("it did not say where its results are");
    }

    private static String lastWords(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.filter(line -> !line.isBlank()).toList();
            return String.join(" | ", all.subList(Math.max(0, all.size() - LAST_LINES), all.size()));
        }
    }
}
