package dev.pushbench.bench;

import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.jmh.macro.MacroRun;
import dev.pushbench.bench.jmh.macro.MacroSetting;
import dev.pushbench.bench.jmh.macro.TrialFailedException;
import dev.pushbench.bench.jmh.macro.TrialOutcome;
import dev.pushbench.bench.result.CellResult;
import dev.pushbench.bench.result.FigureGroup;
import dev.pushbench.bench.result.Manifest;
import dev.pushbench.bench.result.NotWrittenException;
import dev.pushbench.bench.result.RunDirectory;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.Load;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A run and its directory: trials are measured one after the other and written as they come. Whatever ends it before its last trial, an
 * interrupt, a full disk, a mistake of ours, what was measured by then is kept and marked as incomplete.
 *
 * <p>For one thread. Once it has stopped, nothing more is measured.
 */
final class RecordedRun {
    private final ProcessOptions.Processes processes;
    private final Clock clock;
    private final Instant start;
    private Manifest manifest;
    private final RunDirectory directory;
    private List<TrialResult> results = List.of();
    private Optional<Runner.Stop> stop = Optional.empty();

    private RecordedRun(
            ProcessOptions.Processes processes, Clock clock, Instant start, Manifest manifest, RunDirectory directory) {
        this.processes = processes;
        this.clock = clock;
        this.start = start;
        this.manifest = manifest;
        this.directory = directory;
    }

    /** Where the results are, and why there are not more of them. */
    record Kept(Path directory, Optional<Runner.Stop> stop) {}

    /**
     * Makes the directory, the last check of {@code --out}: only now is it certain that it can be written to.
     *
     * @param command as it was given
     * @throws UsageError where no directory can be made there
     */
    static RecordedRun begin(
            Path out, String suite, OptionalInt seed, List<String> command, ProcessOptions.Processes processes) {
        Clock clock = Clock.systemUTC();
        Instant start = clock.instant();
        BuildFacts build = BuildFacts.ofThisProgram();
        Manifest.Start started = new Manifest.Start(
                start.toString(), command, seed.stream().boxed().findFirst(), RunManifest.TIME_LIMITS);
        Manifest manifest = RunManifest.begun(processes, build, suite, started);
        try {
            RunDirectory directory = RunDirectory.create(out, start, build.gitSha(), suite);
            return new RecordedRun(processes, clock, start, manifest, directory);
        } catch (IOException notMade) {
            throw new UsageError("--out", "no directory can be made there", out, "a folder that can be written to");
        }
    }

    /** What slows the server down on purpose. */
    Optional<String> handicap() {
        return manifest.machine().handicap();
    }

    /** Of the trials so far. */
    List<TrialResult> results() {
        return results;
    }

    boolean hasStopped() {
        return stop.filter(Runner.Stop::isEarly).isPresent();
    }

    /** Adds a file. */
    void keep(String name, String text) {
        attempt(() -> directory.keep(name, text));
    }

    /**
     * Measures all trials of the course, and writes them after each.
     *
     * @param err for the progress
     * @param alsoKept is called when a trial is written, and may add files
     */
    void measure(
            Course course,
            List<String> jmhArguments,
            Interruption interruption,
            PrintWriter err,
            Consumer<RunDirectory> alsoKept) {
        if (hasStopped()) {
            return;
        }
        attempt(() -> {
            try (MacroRun jmh = new MacroRun(setting(jmhArguments), directory.file("jmh.log"))) {
                manifest = manifest.withGeneratorFlags(MacroRun.jvmFlags(jmhArguments));
                directory.write(manifest, results);
                RunProgress progress = RunProgress.on(err, course);
                Optional<Runner.Stop> failed = new Runner(
                                (trial, seen) -> measured(jmh, trial, seen), interruption, progress)
                        .run(course, soFar -> {
                            results = known(soFar);
                            directory.write(manifest, results);
                            alsoKept.accept(directory);
                            jmh.writeTo(directory.file("jmh.json"), counting(soFar));
                        });
                stop = failed.filter(Runner.Stop::isEarly).or(() -> stop).or(() -> failed);
            }
        });
    }

    /**
     * Gives the directory its final name. What could be written before a disk was full stays.
     *
     * @param finished is given the directory, and may add files
     */
    Kept end(Consumer<Path> finished) {
        Optional<Path> named = Optional.empty();
        try {
            Path place = directory.finish(
                    manifest.ended(now(), stop.filter(Runner.Stop::isEarly).map(Runner.Stop::reason)), results);
            named = Optional.of(place);
            finished.accept(place);
        } catch (NotWrittenException full) {
            stop = stop.or(() -> Optional.of(stoppedBy(full)));
        }
        return new Kept(named.orElseGet(directory::finish), stop);
    }

    /** Of a run whose trials are what it is about. */
    ExitCode exitCode() {
        return ExitCode.of(
                CellResult.of(results).stream().map(CellResult::validity).toList());
    }

    private void attempt(Runnable writing) {
        try {
            writing.run();
        } catch (NotWrittenException full) {
            stop = stop.or(() -> Optional.of(stoppedBy(full)));
        } catch (RuntimeException | Error failure) {
            directory.finish(manifest.ended(now(), Optional.of(failure.toString())), results);
            throw failure;
        }
    }

    private static Runner.Stop stoppedBy(NotWrittenException full) {
        return new Runner.Stop(ExitCode.INVALID_RUN, String.valueOf(full.getMessage()), true);
    }

    private MacroSetting setting(List<String> jmhArguments) {
        return new MacroSetting(
                processes.server(),
                processes.target(),
                processes.generatorJvm().path(),
                processes.pinning().generatorCores(),
                "run-" + start.getEpochSecond(),
                jmhArguments,
                processes.splitting(),
                processes.trust());
    }

    /** Measures a trial, and keeps what its JVMs say of themselves. */
    private TrialOutcome measured(MacroRun jmh, Trial trial, Consumer<Load.Progress> progress)
            throws TrialFailedException, InterruptedException {
        TrialOutcome outcome = jmh.measure(trial, progress);
        outcome.jvms().ifPresent(jvms -> manifest = manifest.in(jvms.server(), Optional.of(jvms.generator())));
        return outcome;
    }

    /** The results, which say nothing of how a server pushes that is not ours. */
    private List<TrialResult> known(List<TrialResult> soFar) {
        return processes.target().isEmpty()
                ? soFar
                : soFar.stream().map(TrialResult::ofForeignServer).toList();
    }

    /** The trials whose figures are results, by the group of these. */
    private static Map<FigureGroup, Set<Trial>> counting(List<TrialResult> results) {
        Map<FigureGroup, Set<Trial>> counting = new EnumMap<>(FigureGroup.class);
        for (FigureGroup group : FigureGroup.values()) {
            counting.put(
                    group,
                    results.stream()
                            .filter(result -> result.validity().isUsable(group))
                            .map(TrialResult::trial)
                            .collect(Collectors.toUnmodifiableSet()));
        }
        return counting;
    }

    private String now() {
        return clock.instant().toString();
    }
}
