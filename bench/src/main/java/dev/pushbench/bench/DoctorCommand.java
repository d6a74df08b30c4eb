package dev.pushbench.bench;

import dev.pushbench.bench.host.Checkup;
import dev.pushbench.bench.host.Doctor;
import dev.pushbench.bench.host.Finding;
import dev.pushbench.bench.result.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what limits runs on this machine, what would spoil them, and what to do about it. */
@Command(
        name = "doctor",
        description = "Examines this machine: its limits, clock and noise, and how many users they allow.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code 2 where no run is possible."})
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Checkup checkup = Doctor.examine();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(fields(checkup)));
        } else {
            checkup.findings().forEach(finding -> out.println(line(finding)));
            out.println();
            out.println(checkup.conclusion());
        }
        out.flush();
        return (checkup.allowsRuns() ? ExitCode.PASS : ExitCode.USAGE).code();
    }

    static String line(Finding finding) {
        String line = String.format("%-4s  %-22s  %s", finding.verdict().id(), finding.name(), finding.value());
        return line + finding.remedy().map(remedy -> "  -> " + remedy).orElse("");
    }

    static Map<String, Object> fields(Checkup checkup) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("findings", checkup.findings());
        fields.put("allows_runs", checkup.allowsRuns());
        checkup.smallestLimit().ifPresent(limit -> {
            fields.put("most_users", limit.users().getAsLong());
            fields.put("limited_by", limit.name());
        });
        fields.put("conclusion", checkup.conclusion());
        return fields;
    }
}
