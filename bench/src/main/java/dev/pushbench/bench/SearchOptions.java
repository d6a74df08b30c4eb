package dev.pushbench.bench;

import dev.pushbench.bench.scenario.SuiteKey;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say how much is to be carried within which service level, and where it is looked for. */
final class SearchOptions {
    @Option(
            names = "--search",
            paramLabel = "<what>",
            description = "What is stepped up from --users or --rate until the service level is missed: users, rate or"
                    + " none. With --suite capacity: rate.")
    private Optional<String> search = Optional.empty();

    @Option(
            names = "--slo",
            paramLabel = "<level>",
            description = "The service level of a search, like \"p99<=250ms, missing=0\": p50, p90, p99, p99.9, max;"
                    + " missing=0 or delivered>=99.9%%.")
    private Optional<String> slo = Optional.empty();

    @Option(names = "--search-factor", paramLabel = "<n>", description = "From a step of a search to the next.")
    private Optional<String> factor = Optional.empty();

    @Option(names = "--search-most", paramLabel = "<n>", description = "No step of a search is above it.")
    private Optional<String> most = Optional.empty();

    @Option(
            names = "--search-resolution",
            paramLabel = "<share>",
            description = "How near the last step that is met and the first that is missed have to be, like 10%%.")
    private Optional<String> resolution = Optional.empty();

    /** What was given, not yet checked; empty for an option that was not, so that a suite decides. */
    Map<SuiteKey, Optional<String>> texts() {
        return Map.of(
                SuiteKey.SEARCH, search,
                SuiteKey.SLO, slo,
                SuiteKey.SEARCH_FACTOR, factor,
                SuiteKey.SEARCH_MOST, most,
                SuiteKey.SEARCH_RESOLUTION, resolution);
    }
}
