package dev.pushbench.bench;

import dev.pushbench.bench.ab.AbComparison;
import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.bench.host.HostFacts;
import dev.pushbench.bench.host.Splitting;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.jmh.macro.MacroRun;
import dev.pushbench.bench.jmh.macro.MacroSetting;
import dev.pushbench.bench.report.Report;
import dev.pushbench.bench.result.CellResult;
import dev.pushbench.bench.result.Json;
import dev.pushbench.bench.result.KneeFile;
import dev.pushbench.bench.result.Manifest;
import dev.pushbench.bench.result.NotWrittenException;
import dev.pushbench.bench.result.RunDirectory;
import dev.pushbench.bench.result.RunReader;
import dev.pushbench.bench.result.Summary;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Suite;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.tls.TlsTrust;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks what was asked for, measures it, keeps it, tells it. */
@Command(
        name = "run",
        description = "Measures the cells of a suite: by default each technique with each number of users.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {
    static final Optional<Manifest.TimeLimits> TIME_LIMITS =
            Optional.of(new Manifest.TimeLimits(Cell.CONNECT.toMillis(), Cell.LEAST_DRAIN.toMillis()));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private static final Duration LONGEST_GREETING = Duration.ofSeconds(10);
    private static final String NOT_TRUSTED = "not trusted";
    private static final String REMEDY = "; --tls-ca FILE names whom to trust";

    private final Clock clock = Clock.systemUTC();

    @Mixin
    private final RunOptions options = new RunOptions();

    private List<TrialResult> results = List.of();

    /** Where the harness itself is held to its aims. */
    private Optional<ScaleRun> scale = Optional.empty();

    /** Where it is searched how much is carried. */
    private Optional<CapacityCourse> searches = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        RunOptions.Checked asked = options.checked();
        Suite suite = asked.suite().suite();
        searches = suite.search().map(plan -> new CapacityCourse(suite, plan, ServerCores.of(asked.processes())));
        scale = Optional.of(suite)
                .filter(Suite::isHeldToAims)
                .map(held -> new ScaleRun(held, asked.processes(), this::say));
        if (asked.dryRun()) {
            tell(asked);
            return ExitCode.PASS.code();
        }
        requireReachableTarget(asked);
        BuildFacts build = BuildFacts.ofThisProgram();
        Instant start = clock.instant();
        Manifest manifest = manifest(
                asked.processes(),
                build,
                asked.suite().suite().name(),
                new Manifest.Start(
                        start.toString(),
                        command(),
                        asked.suite().suite().seed().stream().boxed().findFirst(),
                        TIME_LIMITS));
        try (Interruption interruption = Interruption.ofThisThread()) {
            RunDirectory directory =
                    directory(asked.out(), build, start, asked.suite().suite().name());
            Optional<Runner.Stop> stop = scale.isPresent()
                    ? measure(scale.get(), asked, interruption, directory, manifest)
                    : measure(asked, interruption, directory, manifest);
            Kept kept = keep(directory, manifest, stop);
            tell(asked.json(), kept);
            return kept.stop()
                    .map(Runner.Stop::exitCode)
                    .orElseGet(this::exitCode)
                    .code();
        }
    }

    /** Where the results are, and why there are not more of them. */
    private record Kept(Path directory, Optional<Runner.Stop> stop) {}

    /** What could be written before the disk was full is kept; what was measured since is told all the same. */
    private Kept keep(RunDirectory directory, Manifest manifest, Optional<Runner.Stop> stop) {
        Optional<Path> named = Optional.empty();
        try {
            named = Optional.of(directory.finish(manifest.ended(now(), stop.map(Runner.Stop::reason)), results));
            if (!Boolean.getBoolean(AbComparison.WITHOUT_REPORT)) {
                Report.write(RunReader.read(named.get()), named.get());
            }
            return new Kept(named.get(), stop);
        } catch (NotWrittenException full) {
            return new Kept(named.orElseGet(directory::finish), stop.or(() -> Optional.of(ended(full))));
        }
    }

    private static Runner.Stop ended(NotWrittenException full) {
        return new Runner.Stop(ExitCode.INVALID_RUN, String.valueOf(full.getMessage()));
    }

    private Optional<Runner.Stop> measure(
            ScaleRun held,
            RunOptions.Checked asked,
            Interruption interruption,
            RunDirectory directory,
            Manifest manifest)
            throws InterruptedException {
        try (held) {
            held.prepare();
            Optional<Runner.Stop> stop = measure(asked, interruption, directory, manifest);
            if (stop.isEmpty()) {
                held.timeSmoke();
            }
            directory.keep(TargetTable.FILE, TargetTable.csv(held.targets(results)));
            return stop;
        }
    }

    private Optional<Runner.Stop> measure(
            RunOptions.Checked asked, Interruption interruption, RunDirectory directory, Manifest manifest) {
        Course course = searches.<Course>map(all -> all)
                .or(() -> scale.map(ScaleRun::course))
                .orElseGet(() -> Course.of(asked.suite().suite()));
        manifest.machine().handicap().ifPresent(this::warnOf);
        try (MacroRun jmh =
                new MacroRun(setting(asked.processes(), asked.jmhArguments(), clock), directory.file("jmh.log"))) {
            directory.keep(RunDirectory.CONFIGURATION, asked.suite().yaml());
            directory.write(manifest, results);
            RunProgress progress = RunProgress.on(err(), course);
            return new Runner(jmh::measure, interruption, progress).run(course, soFar -> {
                results = soFar;
                directory.write(manifest, soFar);
                searches.ifPresent(found -> directory.keep(KneeFile.NAME, KneeFile.text(found.knees())));
                jmh.writeTo(directory.file("jmh.json"), counting(soFar));
            });
        } catch (NotWrittenException full) {
            return Optional.of(ended(full));
        } catch (RuntimeException | Error failure) {
            directory.finish(manifest.ended(now(), Optional.of(failure.toString())), results);
            throw failure;
        }
    }

    /** Before anything is measured: every trial would fail of it, one after the other. */
    private void requireReachableTarget(RunOptions.Checked asked) {
        ProcessOptions.Processes processes = asked.processes();
        if (processes.target().isEmpty() || processes.trust().isEmpty()) {
            return;
        }
        TlsTrust trust = processes.trust().get();
        if (!trust.verified()) {
            err().println(
                            "pushbench: INSECURE: --tls-insecure: anybody could be the server, nobody checks its certificate");
            err().flush();
        }
        asked.suite().suite().trials().stream()
                .map(trial -> trial.cell().tls())
                .flatMap(Optional::stream)
                .distinct()
                .forEach(tls -> new LoadPlan.Security(tls, trust)
                        .client()
                        .obstacle(processes.target().get(), LONGEST_GREETING)
                        .ifPresent(why -> {
                            throw new UsageError(
                                    Target.OPTION,
                                    "TLS " + tls.version() + ": " + why + (why.contains(NOT_TRUSTED) ? REMEDY : ""));
                        }));
    }

    private void warnOf(String handicap) {
        say("pushbench: handicapped: " + handicap);
    }

    private void say(String line) {
        err().println(line);
        err().flush();
    }

    static MacroSetting setting(ProcessOptions.Processes processes, List<String> jmhArguments, Clock clock) {
        return new MacroSetting(
                processes.server(),
                processes.target(),
                processes.generatorJvm().path(),
                processes.pinning().generatorCores(),
                "run-" + clock.instant().getEpochSecond(),
                jmhArguments,
                processes.splitting(),
                processes.trust());
    }

    /** The trials that are results. */
    static List<Trial> counting(List<TrialResult> results) {
        return results.stream()
                .filter(result -> result.validity().isResult())
                .map(TrialResult::trial)
                .toList();
    }

    private void tell(RunOptions.Checked asked) {
        PrintWriter out = spec.commandLine().getOut();
        Suite suite = asked.suite().suite();
        List<Trial> trials = scale.map(held -> held.course().all()).orElseGet(suite::trials);
        TrialTable table = new TrialTable(trials, asked.processes().splitting());
        if (suite.search().isPresent() && searches.isPresent()) {
            SearchTable search = new SearchTable(suite, suite.search().get(), searches.get());
            out.println(asked.json() ? Json.of(search.fields()) : search.lines());
        } else if (asked.json()) {
            out.println(Json.of(table.fields()));
        } else {
            out.println(table.text());
            out.println();
            out.println(table.extent());
        }
        out.flush();
    }

    /** That a step is missed is what a search looks for; only where nothing could be judged there is no result. */
    private ExitCode exitCode() {
        if (searches.isPresent()) {
            return searches.get().knees().stream()
                            .anyMatch(knee -> knee.finding().isAnswer())
                    ? ExitCode.PASS
                    : ExitCode.INVALID_RUN;
        }
        return CellResult.of(results).stream().allMatch(cell -> cell.validity().isResult())
                ? ExitCode.PASS
                : ExitCode.INVALID_RUN;
    }

    private void tell(boolean json, Kept kept) {
        Path directory = kept.directory();
        Optional<Runner.Stop> stop = kept.stop();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("run_directory", directory.toString());
            summary.put("complete", stop.isEmpty());
            searches.ifPresent(found -> summary.put("knees", KneeTable.fields(found.knees())));
            scale.ifPresent(held -> summary.put("targets", TargetTable.fields(held.targets(results))));
            summary.put("cells", Summary.rows(results));
            out.println(Json.of(summary));
        } else {
            out.println(searches.map(found -> KneeTable.of(KneeFile.rows(found.knees())))
                    .or(() -> scale.map(held -> TargetTable.of(held.targets(results))))
                    .orElseGet(() -> SummaryTable.of(results)));
            LinkTable.of(results).ifPresent(lines -> {
                out.println();
                out.println(lines);
            });
            out.println();
            out.println("Results: " + directory);
            if (Files.exists(directory.resolve(Report.PAGE))) {
                out.println("Report:  " + directory.resolve(Report.PAGE));
            }
        }
        out.flush();
        stop.ifPresent(why -> {
            err().println("pushbench: " + why.reason());
            err().flush();
        });
    }

    /** Making it is the last check of {@code --out}: only now is it certain that it can be written to. */
    static RunDirectory directory(Path out, BuildFacts build, Instant start, String suite) {
        try {
            return RunDirectory.create(out, start, build.gitSha(), suite);
        } catch (IOException notMade) {
            throw new UsageError("--out", "no directory can be made there", out, "a folder that can be written to");
        }
    }

    /** Of a run that begins. */
    static Manifest manifest(ProcessOptions.Processes processes, BuildFacts build, String suite, Manifest.Start start) {
        return new Manifest(
                Manifest.SCHEMA_VERSION,
                false,
                Optional.empty(),
                suite,
                new Manifest.Build(build.version(), build.gitSha(), build.gitDirty()),
                start,
                Optional.empty(),
                new Manifest.Machine(
                        HostFacts.ofThisHost(),
                        new Manifest.Jvm(
                                processes.serverJvm().path().toString(),
                                processes.serverJvm().version(),
                                processes.serverFlags()),
                        new Manifest.Jvm(
                                processes.generatorJvm().path().toString(),
                                processes.generatorJvm().version(),
                                ChildCommand.JVM_FLAGS),
                        processes.pinning().toString(),
                        processes.target().map(Object::toString),
                        processes.handicap().notice(),
                        processes.apis().notice(),
                        build.libraries(),
                        askedFor(processes.splitting())));
    }

    private static Optional<Manifest.Processes> askedFor(Splitting splitting) {
        return splitting.isAutomatic()
                ? Optional.empty()
                : Optional.of(new Manifest.Processes(
                        splitting.servers().stream().boxed().findFirst(),
                        splitting.generators().stream().boxed().findFirst()));
    }

    private List<String> command() {
        return spec.root().commandLine().getParseResult().originalArgs();
    }

    private String now() {
        return clock.instant().toString();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
