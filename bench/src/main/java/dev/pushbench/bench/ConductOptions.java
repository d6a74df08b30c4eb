package dev.pushbench.bench;

import dev.pushbench.bench.scenario.SuiteKey;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code run} that say how users come, ask and read. */
final class ConductOptions {
    @Option(
            names = "--poll-phases",
            paramLabel = "<list>",
            description =
                    "When users poll: spread over the interval, or aligned, all at once; auto as the scenario says.")
    private Optional<String> pollPhases = Optional.empty();

    @Option(
            names = "--pair-gap",
            paramLabel = "<list>",
            description = "Events come in pairs, the second so long after the first; auto as the scenario says.")
    private Optional<String> pairGap = Optional.empty();

    @Option(
            names = "--churn",
            paramLabel = "<list>",
            description = "Users per second that leave and are replaced; auto as the scenario says.")
    private Optional<String> churn = Optional.empty();

    @Option(
            names = "--slow-readers",
            paramLabel = "<list>",
            description = "Share of the users that read slowly, 0 to 1 or in percent; auto as the scenario says.")
    private Optional<String> slowReaders = Optional.empty();

    @Option(
            names = "--slow-read",
            paramLabel = "<list>",
            description = "Bytes per second that each of those reads, 0 for nothing; auto as the scenario says.")
    private Optional<String> slowRead = Optional.empty();

    /** What was given, not yet checked; empty for an option that was not, so that a suite decides. */
    Map<SuiteKey, Optional<String>> texts() {
        return Map.of(
                SuiteKey.POLL_PHASES, pollPhases,
                SuiteKey.PAIR_GAP, pairGap,
                SuiteKey.CHURN, churn,
                SuiteKey.SLOW_READERS, slowReaders,
                SuiteKey.SLOW_READ, slowRead);
    }
}
