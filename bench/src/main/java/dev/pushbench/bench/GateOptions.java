package dev.pushbench.bench;

import dev.pushbench.bench.gate.Policy;
import dev.pushbench.bench.input.UsageError;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What all ways of the gate are told: against what, and by which rules. */
final class GateOptions {
    static final String BASELINE = "--baseline";

    @Option(
            names = BASELINE,
            paramLabel = "<directory>",
            defaultValue = "results/baseline",
            description = "Of the accepted run. Default: ${DEFAULT-VALUE}.")
    private String baseline = "";

    @Option(
            names = "--policy",
            paramLabel = "<file>",
            description = "What a change is held to (docs/gate.md). Default: the policy in the jar.")
    private Optional<String> policy = Optional.empty();

    Path baseline() {
        return path(BASELINE, baseline);
    }

    Policy policy() {
        return policy.map(PolicyFile::read).orElseGet(PolicyFile::ofThisProgram);
    }

    static Path path(String where, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException noPath) {
            throw new UsageError(where, "not a path", text, "the directory of a run");
        }
    }
}
