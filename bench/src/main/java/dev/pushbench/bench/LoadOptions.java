package dev.pushbench.bench;

import dev.pushbench.bench.scenario.SuiteKey;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say how many users get how many events, for how long: the same wherever users are played. */
final class LoadOptions {
    @Option(names = "--users", paramLabel = "<list>", description = "Numbers of users, separated by commas.")
    private Optional<String> users = Optional.empty();

    @Option(names = "--rate", paramLabel = "<list>", description = "Events published per second.")
    private Optional<String> rate = Optional.empty();

    @Option(names = "--event-bytes", paramLabel = "<list>", description = "Length of an event's whole text.")
    private Optional<String> eventBytes = Optional.empty();

    @Option(names = "--warmup", paramLabel = "<time>", description = "Length of a warm-up window, not measured.")
    private Optional<String> warmup = Optional.empty();

    @Option(names = "--warmup-windows", paramLabel = "<n>", description = "Warm-up windows before the measured ones.")
    private Optional<String> warmupWindows = Optional.empty();

    @Option(names = "--window", paramLabel = "<time>", description = "Length of a measured window.")
    private Optional<String> window = Optional.empty();

    @Option(names = "--windows", paramLabel = "<n>", description = "Measured windows, one after the other.")
    private Optional<String> windows = Optional.empty();

    /** What was given, not yet checked; empty for an option that was not, so that a suite decides. */
    Map<SuiteKey, Optional<String>> texts() {
        return Map.of(
                SuiteKey.USERS, users,
                SuiteKey.RATE, rate,
                SuiteKey.EVENT_BYTES, eventBytes,
                SuiteKey.WARMUP, warmup,
                SuiteKey.WARMUP_WINDOWS, warmupWindows,
                SuiteKey.WINDOW, window,
                SuiteKey.WINDOWS, windows);
    }
}
