package dev.pushbench.bench;

import dev.pushbench.bench.scenario.Scenario;
import dev.pushbench.bench.scenario.Suites;
import dev.pushbench.protocol.Technique;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells what can be compared, and which comparisons are there. */
@Command(
        name = "list",
        description = "Lists the techniques, the scenarios and the suites.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    private static final String LINE = "  %-14s%s%n";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Techniques:");
        for (Technique technique : Technique.values()) {
            out.printf(LINE, technique.id(), description(technique));
        }
        out.println();
        out.println("Scenarios:");
        for (Scenario scenario : Scenario.values()) {
            out.printf(LINE, scenario.id(), scenario.description());
        }
        out.println();
        out.println("Suites:");
        for (String suite : Suites.BUILT_IN) {
            out.printf(LINE, suite, Suites.description(suite));
        }
        out.flush();
        return ExitCode.PASS.code();
    }

    private static String description(Technique technique) {
        return switch (technique) {
            case POLLING -> "asks at an interval for what is new, is answered at once, often with nothing";
            case LONG_POLLING -> "asks for what is new, is answered when there is something or the wait ends";
            case STREAMING -> "one response that never ends, a line for each event (chunked NDJSON)";
            case SSE -> "one response that never ends, as a browser's EventSource reads it";
            case WEBSOCKET -> "one upgrade, then a frame for each event";
        };
    }
}
