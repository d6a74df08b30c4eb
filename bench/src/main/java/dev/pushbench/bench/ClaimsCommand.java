package dev.pushbench.bench;

import dev.pushbench.bench.claim.Claims;
import dev.pushbench.bench.claim.ClaimsFound;
import dev.pushbench.bench.claim.Effort;
import dev.pushbench.bench.claim.direct.Checks;
import dev.pushbench.bench.input.Numbers;
import dev.pushbench.bench.report.Report;
import dev.pushbench.bench.result.Run;
import dev.pushbench.bench.result.RunDirectory;
import dev.pushbench.bench.result.RunReader;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.bench.text.TextTable;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts what people write about push transports to the test: measures what the claims need, each cell once, and judges. */
@Command(
        name = "claims",
        description = {
            "Puts twenty claims about polling, long polling, streaming and WebSocket to the test, and says of each:",
            "HOLDS, HOLDS IF (with the condition found), DOES NOT HOLD, or NOT MEASURED HERE (with the cause)."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ClaimsCommand implements Callable<Integer> {
    private static final String SUITE = "claims";
    private static final int MOST_FORKS = 1000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "<claims>", description = "Which to try, like C1,C7. Default: all twenty.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--quick", description = "Fewer points and one trial each: minutes, and no intervals.")
    private boolean quick;

    @Option(names = "--list", description = "Print the claims, and measure nothing.")
    private boolean list;

    @Option(
            names = "--forks",
            paramLabel = "<n>",
            description = "How often each cell is measured. Default: 5, with --quick 1.")
    private Optional<String> forks = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            description = "Folder in which the run's directory is made. Default: ${DEFAULT-VALUE}.")
    private String out = "results";

    @Mixin
    private final ProcessOptions processOptions = new ProcessOptions();

    @Option(names = "--dry-run", description = "Print the cells and about how long they take; measure nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print what is in claims.json instead of a table.")
    private boolean json;

    /** Once all is measured. */
    private Optional<ClaimsFound> found = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        Claims claims = Claims.chosen(ids);
        if (list) {
            print(TextTable.of(claims.words().entrySet().stream()
                    .map(claim -> List.of(claim.getKey(), claim.getValue()))
                    .toList()));
            return ExitCode.PASS.code();
        }
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        int times = forks.map(given -> Numbers.whole("--forks", given, 1, MOST_FORKS))
                .orElse(effort.forks());
        Path folder = OutFolder.checked("--out", out);
        ProcessOptions.Processes processes = processOptions.checked();
        List<Trial> trials = claims.trials(effort, times);
        processes.requireRoomFor(
                trials.stream().map(Trial::cell).map(Cell::users).distinct().toList(),
                trials.stream().anyMatch(trial -> trial.cell().link().isPresent()));
        if (dryRun) {
            print(new TrialTable(trials, processes.splitting()).text());
            print(System.lineSeparator() + TrialTable.extent(trials));
            return ExitCode.PASS.code();
        }
        try (Interruption interruption = Interruption.ofThisThread()) {
            List<String> command = spec.root().commandLine().getParseResult().originalArgs();
            RecordedRun run = RecordedRun.begin(folder, SUITE, OptionalInt.empty(), command, processes);
            run.keep(RunDirectory.CONFIGURATION, claims.configuration(effort, times));
            Map<String, Boolean> checks = claims.needChecks() ? Checks.run() : Map.of();
            if (!trials.isEmpty()) {
                run.measure(Course.of(trials), List.of(), interruption, err(), directory -> {});
            }
            RecordedRun.Kept kept = run.end(directory -> judge(claims, effort, times, checks, directory));
            tell(kept);
            return kept.stop()
                    .map(Runner.Stop::exitCode)
                    .orElseGet(run::exitCode)
                    .code();
        }
    }

    /** By what is in the directory, as anybody could who has it. */
    private void judge(Claims claims, Effort effort, int times, Map<String, Boolean> checks, Path directory) {
        Run run = RunReader.read(directory);
        ClaimsFound judged = new ClaimsFound(
                ClaimsFound.SCHEMA_VERSION, effort.id(), times, claims.judged(run.cells(), effort, checks));
        found = Optional.of(judged);
        Report.write(judged.json(), directory.resolve(ClaimsFound.NAME));
        Report.write(run, directory);
    }

    private void tell(RecordedRun.Kept kept) {
        found.ifPresent(this::tell);
        if (!json) {
            print("Results: " + kept.directory());
            if (Files.exists(kept.directory().resolve(Report.PAGE))) {
                print("Report:  " + kept.directory().resolve(Report.PAGE));
            }
        }
        kept.stop().ifPresent(why -> {
            err().println("pushbench: " + why.reason());
            err().flush();
        });
    }

    private void tell(ClaimsFound found) {
        if (json) {
            print(found.json().stripTrailing());
        } else {
            for (List<String> row : found.rows()) {
                print(row.get(0) + "  " + row.get(1));
                print("     " + row.get(2));
                print("     " + row.get(3));
            }
            print("");
            print(found.sentence() + ". " + found.intervals());
            print("");
        }
    }

    private void print(String text) {
        PrintWriter console = spec.commandLine().getOut();
        console.println(text);
        console.flush();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
