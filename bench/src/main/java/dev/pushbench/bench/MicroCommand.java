package dev.pushbench.bench;

import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.bench.host.HostFacts;
import dev.pushbench.bench.host.JavaExecutable;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.jmh.MicroFigure;
import dev.pushbench.bench.jmh.MicroRun;
import dev.pushbench.bench.jmh.MicroSuite;
import dev.pushbench.bench.result.Json;
import dev.pushbench.bench.result.Manifest;
import dev.pushbench.bench.result.MicroManifest;
import dev.pushbench.bench.result.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the parts by themselves, keeps it, tells it. (No type of JMH appears in it: every command would load them.) */
@Command(
        name = MicroSuite.ID,
        description =
                "Measures the parts of server and load generator by themselves: time and allocation per operation.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class MicroCommand implements Callable<Integer> {
    private static final String FILTER = "--filter";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Clock clock = Clock.systemUTC();

    @Option(
            names = FILTER,
            paramLabel = "<regex>",
            description = "Measure only the benchmarks in whose name this finds something. Default: all.")
    private String filter = "";

    @Option(names = "--quick", description = "Measure very shortly: shows that all works, the figures mean nothing.")
    private boolean quick;

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            description = "Folder in which the run's directory is made. Default: ${DEFAULT-VALUE}.")
    private String out = "results";

    @Option(names = "--json", description = "Print the figures as JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        List<String> benchmarks = benchmarks();
        BuildFacts build = BuildFacts.ofThisProgram();
        Instant start = clock.instant();
        try (Interruption interruption = Interruption.ofThisThread()) {
            RunDirectory directory = directory(build, start);
            List<String> problems = new ArrayList<>();
            List<MicroFigure> figures;
            try (MicroRun run = new MicroRun(ChildCommand.JVM_FLAGS, quick, directory.file("jmh.log"))) {
                measure(benchmarks, run, interruption, problems);
                run.writeTo(directory.file("jmh.json"));
                figures = run.figures();
            }
            boolean interrupted = interruption.happened();
            Optional<String> failure = interrupted ? Optional.of("interrupted") : failure(problems);
            Path kept = directory.finish(manifest(benchmarks, build, start, failure));
            tell(figures, kept, failure);
            return exitCode(interrupted, problems).code();
        }
    }

    private void measure(List<String> benchmarks, MicroRun run, Interruption interruption, List<String> problems) {
        int number = 0;
        for (String benchmark : benchmarks) {
            if (interruption.happened()) {
                return;
            }
            number++;
            err().println(number + "/" + benchmarks.size() + " " + benchmark);
            err().flush();
            interruption.begin();
            try {
                run.measure(benchmark).ifPresent(reason -> problems.add(benchmark + ": " + reason));
            } finally {
                interruption.end();
            }
        }
    }

    private static Optional<String> failure(List<String> problems) {
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of("no figure of " + String.join("; ", problems) + " (jmh.log has more)");
    }

    private static ExitCode exitCode(boolean interrupted, List<String> problems) {
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        return problems.isEmpty() ? ExitCode.PASS : ExitCode.INVALID_RUN;
    }

    private void tell(List<MicroFigure> figures, Path directory, Optional<String> failure) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("run_directory", directory.toString());
            fields.put("complete", failure.isEmpty());
            fields.put("benchmarks", figures);
            out.println(Json.of(fields));
        } else {
            out.println(MicroTable.of(figures));
            out.println();
            out.println("Results: " + directory);
        }
        out.flush();
        failure.ifPresent(reason -> {
            err().println("pushbench: " + reason);
            err().flush();
        });
    }

    private List<String> benchmarks() {
        Pattern pattern;
        try {
            pattern = Pattern.compile(filter);
        } catch (PatternSyntaxException unreadable) {
            throw new UsageError(
                    FILTER,
                    "not a regular expression (" + unreadable.getDescription() + ")",
                    filter,
                    "what java.util.regex.Pattern takes");
        }
        List<String> benchmarks = MicroSuite.names(pattern);
        if (benchmarks.isEmpty()) {
            throw new UsageError(
                    FILTER, "found in no name", filter, "what is found in " + String.join(", ", MicroSuite.names()));
        }
        return benchmarks;
    }

    private RunDirectory directory(BuildFacts build, Instant start) {
        try {
            Path folder = Path.of(out).toAbsolutePath().normalize();
            return RunDirectory.create(folder, start, build.gitSha(), MicroSuite.ID);
        } catch (IOException | InvalidPathException notMade) {
            throw new UsageError("--out", "no directory can be made there", out, "a folder that can be written to");
        }
    }

    private MicroManifest manifest(List<String> benchmarks, BuildFacts build, Instant start, Optional<String> failure) {
        JavaExecutable java = JavaExecutable.ofThisJvm();
        return new MicroManifest(
                Manifest.SCHEMA_VERSION,
                failure.isEmpty(),
                failure,
                MicroSuite.ID,
                quick,
                new Manifest.Build(build.version(), build.gitSha(), build.gitDirty()),
                new Manifest.Start(
                        start.toString(),
                        spec.root().commandLine().getParseResult().originalArgs()),
                clock.instant().toString(),
                HostFacts.ofThisHost(),
                new Manifest.Jvm(java.path().toString(), java.version(), ChildCommand.JVM_FLAGS),
                build.libraries(),
                benchmarks);
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
