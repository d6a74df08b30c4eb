package dev.pushbench.bench;

import dev.pushbench.bench.ab.AbComparison;
import dev.pushbench.bench.report.Report;
import dev.pushbench.bench.result.Json;
import dev.pushbench.bench.result.KneeFile;
import dev.pushbench.bench.result.RunDirectory;
import dev.pushbench.bench.result.RunReader;
import dev.pushbench.bench.result.Summary;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.scenario.Suite;
import dev.pushbench.bench.scenario.Trial;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final RunOptions options = new RunOptions();

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
        TargetCheck.requireReachable(asked, this::say);
        try (Interruption interruption = Interruption.ofThisThread()) {
            RecordedRun run = RecordedRun.begin(asked.out(), suite.name(), suite.seed(), command(), asked.processes());
            run.handicap().ifPresent(this::warnOf);
            run.keep(RunDirectory.CONFIGURATION, asked.suite().yaml());
            if (scale.isPresent()) {
                measure(scale.get(), run, asked, interruption);
            } else {
                measure(run, asked, interruption);
            }
            RecordedRun.Kept kept = run.end(RunCommand::report);
            tell(asked.json(), kept, run.results());
            return kept.stop()
                    .map(Runner.Stop::exitCode)
                    .orElseGet(() -> exitCode(run))
                    .code();
        }
    }

    private static void report(Path directory) {
        if (!Boolean.getBoolean(AbComparison.WITHOUT_REPORT)) {
            Report.write(RunReader.read(directory), directory);
        }
    }

    private void measure(ScaleRun held, RecordedRun run, RunOptions.Checked asked, Interruption interruption)
            throws InterruptedException {
        try (held) {
            held.prepare();
            measure(run, asked, interruption);
            if (!run.hasStopped()) {
                held.timeSmoke();
            }
            run.keep(TargetTable.FILE, TargetTable.csv(held.targets(run.results())));
        }
    }

    private void measure(RecordedRun run, RunOptions.Checked asked, Interruption interruption) {
        Course course = searches.<Course>map(all -> all)
                .or(() -> scale.map(ScaleRun::course))
                .orElseGet(() -> Course.of(asked.suite().suite()));
        run.measure(
                course,
                asked.jmhArguments(),
                interruption,
                err(),
                directory -> searches.ifPresent(found -> directory.keep(KneeFile.NAME, KneeFile.text(found.knees()))));
    }

    private void warnOf(String handicap) {
        say("pushbench: handicapped: " + handicap);
    }

    private void say(String line) {
        err().println(line);
        err().flush();
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
    private ExitCode exitCode(RecordedRun run) {
        if (searches.isEmpty()) {
            return run.exitCode();
        }
        return searches.get().knees().stream().anyMatch(knee -> knee.finding().isAnswer())
                ? ExitCode.PASS
                : ExitCode.INVALID_RUN;
    }

    private void tell(boolean json, RecordedRun.Kept kept, List<TrialResult> results) {
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
            ValidityLines.of(results).ifPresent(lines -> {
                out.println();
                out.println(lines);
            });
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

    private List<String> command() {
        return spec.root().commandLine().getParseResult().originalArgs();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
