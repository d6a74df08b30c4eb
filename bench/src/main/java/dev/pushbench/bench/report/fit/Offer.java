package dev.pushbench.bench.report.fit;

import java.util.OptionalDouble;

/**
 * What a technique would give and take under a load.
 *
 * @param name of the candidate
 * @param latencyMicros 99th percentile
 * @param error how far off the cost may be, as a share; empty where that is unknown
 * @param meets whether the latency is known to be within what is asked for
 */
public record Offer(
        String name, Basis basis, OptionalDouble latencyMicros, Cost cost, OptionalDouble error, boolean meets) {
    /** How it came about. */
    public enum Basis {
        /** This very load was measured. */
        MEASURED,
        /** It lies between loads that were. */
        BETWEEN,
        /** It does not: the model is continued beyond what is known. */
        EXTRAPOLATED
    }

    /**
     * @param bytesPerUserHour both directions, without TCP and IP
     * @param requestsPerSecond of all users
     * @param serverCores kept busy
     * @param memoryBytes of the server, for all users
     */
    public record Cost(
            double bytesPerUserHour,
            double requestsPerSecond,
            OptionalDouble serverCores,
            OptionalDouble memoryBytes) {}
}
