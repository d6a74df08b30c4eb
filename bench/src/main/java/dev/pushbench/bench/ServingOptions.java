package dev.pushbench.bench;

import dev.pushbench.bench.scenario.SuiteKey;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code run} that say how our server pushes. */
final class ServingOptions {
    @Option(
            names = "--heartbeat",
            paramLabel = "<list>",
            description = "Silence after which our server shows a connection to be alive, or none. Default: 15s.")
    private Optional<String> heartbeat = Optional.empty();

    @Option(
            names = "--coalesce",
            paramLabel = "<list>",
            description = "Window in which our server holds events back, to send them together in one write"
                    + " (docs/suites.md). Default: 0, at once.")
    private Optional<String> coalesce = Optional.empty();

    /** What was given, not yet checked; empty for an option that was not, so that a suite decides. */
    Map<SuiteKey, Optional<String>> texts() {
        return Map.of(SuiteKey.HEARTBEAT, heartbeat, SuiteKey.COALESCE, coalesce);
    }
}
