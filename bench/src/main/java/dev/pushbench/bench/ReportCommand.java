package dev.pushbench.bench;

import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.input.Numbers;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.report.Report;
import dev.pushbench.bench.report.fit.Need;
import dev.pushbench.bench.result.Run;
import dev.pushbench.bench.result.RunReader;
import dev.pushbench.bench.text.TextTable;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the report of a run again, and tells which technique fits a need. */
@Command(
        name = "report",
        description = {
            "Writes report.html, summary.md and metrics.txt of a run into its directory, or tells what fits:",
            "with --max-latency, --rate or --users it prints the techniques, the cheapest that fits first."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReportCommand implements Callable<Integer> {
    private static final String DIRECTORY = "<directory>";
    private static final String MAX_LATENCY = "--max-latency";
    private static final String RATE = "--rate";
    private static final String USERS = "--users";
    private static final String OUT = "--out";
    private static final int MOST_USERS = 1_000_000_000;
    private static final double HIGHEST_RATE = 1_000_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = DIRECTORY, description = "Of a run: results/<UTC>-<commit>-<suite>.")
    private String directory = "";

    @Option(
            names = MAX_LATENCY,
            paramLabel = "<time>",
            description = {
                "Limit of the 99th percentile of latency, like 200ms.",
                "yes: the upper end of its interval is within the limit; no: the lower end is not; else: not certain."
            })
    private Optional<String> maxLatency = Optional.empty();

    @Option(
            names = RATE,
            paramLabel = "<number>",
            description = {
                "Events per second, published in all rooms together, as with run --rate.",
                "A user receives rate x users per room / users of them: all of them if there is one room.",
                "Default: the highest of the run's largest cells."
            })
    private Optional<String> rate = Optional.empty();

    @Option(names = USERS, paramLabel = "<number>", description = "Users. Default: the most of the run's cells.")
    private Optional<String> users = Optional.empty();

    @Option(names = "--json", description = "Print answer, cells and what fits as JSON; write nothing.")
    private boolean json;

    @Option(names = OUT, paramLabel = "<file>", description = "Write the page there, and nothing else.")
    private Optional<String> out = Optional.empty();

    @Override
    public Integer call() {
        Run run = RunReader.read(path(directory, DIRECTORY));
        Optional<Need> need = need(run);
        if (json) {
            print(Report.json(run, need));
            return ExitCode.PASS.code();
        }
        Path written = written(run);
        need.map(each -> words(Report.offers(run, each))).ifPresent(this::print);
        print("Report: " + written);
        return ExitCode.PASS.code();
    }

    private static String words(Report.Offers offers) {
        return offers.title() + System.lineSeparator() + TextTable.of(offers.rows()) + System.lineSeparator();
    }

    /** Writes the page where it is asked for, or all into the run's directory, and says where the page is. */
    private Path written(Run run) {
        Path page = out.map(file -> path(file, OUT))
                .orElseGet(() -> path(directory, DIRECTORY).resolve(Report.PAGE));
        try {
            if (out.isPresent()) {
                Path source = path(directory, DIRECTORY);
                Report.write(Report.html(run, Report.gate(source), Report.knees(source), Report.claims(source)), page);
            } else {
                Report.write(run, path(directory, DIRECTORY));
            }
            return page;
        } catch (UncheckedIOException notWritten) {
            throw new UsageError(
                    out.isPresent() ? OUT : DIRECTORY,
                    "the report cannot be written",
                    out.orElse(directory),
                    out.isPresent()
                            ? "a file in a folder that can be written to"
                            : "a directory that can be written to, or --out");
        }
    }

    /** Of those options that are given, and for the others what was measured; empty where none is. */
    private Optional<Need> need(Run run) {
        Optional<Duration> latency = maxLatency.map(ReportCommand::latency);
        Optional<Double> perSecond = rate.map(text -> Numbers.positive(RATE, text, HIGHEST_RATE));
        Optional<Integer> count = users.map(text -> Numbers.whole(USERS, text, 1, MOST_USERS));
        if (latency.isEmpty() && perSecond.isEmpty() && count.isEmpty()) {
            return Optional.empty();
        }
        Need measured = Report.measuredNeed(run)
                .orElseThrow(() -> new UsageError(directory, "the run has no result that could be put to a need"));
        return Optional.of(
                new Need(count.orElse(measured.users()), perSecond.orElse(measured.publishedPerSecond()), latency));
    }

    private static Duration latency(String text) {
        return DurationText.parse(text)
                .filter(duration -> !duration.isZero() && !duration.isNegative())
                .orElseThrow(() -> new UsageError(MAX_LATENCY, "not a duration above 0", text, DurationText.FORM));
    }

    private static Path path(String text, String where) {
        try {
            return Path.of(text);
        } catch (InvalidPathException unreadable) {
            throw new UsageError(where, "not a path", text, "a path");
        }
    }

    private void print(String text) {
        PrintWriter console = spec.commandLine().getOut();
        console.println(text);
        console.flush();
    }
}
