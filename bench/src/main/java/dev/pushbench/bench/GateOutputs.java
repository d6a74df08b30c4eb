package dev.pushbench.bench;

import dev.pushbench.bench.gate.GateAnnotations;
import dev.pushbench.bench.gate.GateJson;
import dev.pushbench.bench.gate.GateJunit;
import dev.pushbench.bench.gate.GateMarkdown;
import dev.pushbench.bench.gate.GateResult;
import dev.pushbench.bench.gate.GateTable;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.report.Report;
import dev.pushbench.bench.result.RunDirectory;
import dev.pushbench.bench.result.RunReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Tells a result to everyone who wants to know: files for programs, a table for people, what GitHub shows beside a change. */
final class GateOutputs {
    private static final String JUNIT = "junit.xml";
    private static final String SUMMARY = "GITHUB_STEP_SUMMARY";

    private GateOutputs() {}

    /**
     * Writes {@code gate.json} and {@code junit.xml} into the directory, in place of what was there; where it is a run's, its report again too.
     * Prints the table, on GitHub with annotations, or the JSON and nothing else. Adds to the summary of a step on GitHub.
     *
     * @param directory that is there
     * @param environment variables of the process
     * @param json whether that is printed and no table
     * @return how the program is to end
     * @throws UsageError where something cannot be written
     */
    static ExitCode write(
            GateResult result, Path directory, Map<String, String> environment, PrintWriter out, boolean json) {
        try {
            Report.write(GateJson.of(result) + "\n", directory.resolve(Report.GATE));
            Report.write(GateJunit.of(result), directory.resolve(JUNIT));
            if (Files.exists(directory.resolve(RunDirectory.MANIFEST))) {
                Report.write(RunReader.read(directory), directory);
            }
        } catch (UncheckedIOException notWritten) {
            throw new UsageError(
                    directory.toString(), "the result cannot be written, allowed: a directory that can be written to");
        }
        if (json) {
            out.println(GateJson.of(result));
        } else {
            out.println(GateTable.of(result));
            annotate(result, environment, out);
        }
        out.flush();
        summarise(result, environment);
        return switch (result.verdict()) {
            case PASS, IMPROVEMENT -> ExitCode.PASS;
            case REGRESSION -> ExitCode.REGRESSION;
            case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
        };
    }

    private static void annotate(GateResult result, Map<String, String> environment, PrintWriter out) {
        String annotations = GateAnnotations.of(result);
        if ("true".equals(environment.get("GITHUB_ACTIONS")) && !annotations.isEmpty()) {
            out.println(annotations);
        }
    }

    /** Other steps' words may be there already. */
    private static void summarise(GateResult result, Map<String, String> environment) {
        String file = environment.getOrDefault(SUMMARY, "");
        if (file.isEmpty()) {
            return;
        }
        try {
            Files.writeString(
                    Path.of(file),
                    GateMarkdown.of(result),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException | InvalidPathException notWritten) {
            throw new UsageError(SUMMARY, "cannot be written", file, "a file that can be written to, or none");
        }
    }
}
