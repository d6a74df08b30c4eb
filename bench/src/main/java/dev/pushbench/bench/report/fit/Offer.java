package dev.pushbench.bench.report.fit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a technique would give and take under a load.
 *
 * @param name of the candidate
 * @param receivedPerSecond events that each user receives in a second
 * @param latency 99th percentile
 * @param costError how far off the cost may be, as a share; empty if that is unknown
 */
public record Offer(
        String name,
        Fits fits,
        Source source,
        double receivedPerSecond,
        Optional<LatencyEstimate> latency,
        Cost cost,
        OptionalDouble costError) {
    /** How the figures came about. */
    public enum Basis {
        /** This very load was measured. */
        MEASURED,
        /** The load lies between loads that were measured. */
        BETWEEN,
        /** It does not: the model is continued beyond what is known. */
        EXTRAPOLATED
    }

    /**
     * Which cells the figures are from.
     *
     * @param validity {@code VALID}, or what the cells are that are not
     * @param latencyUsers users of the cells that the latency is from; empty if there is no latency
     * @param memoryUsers users of the cell that the memory is from
     * @param costCells how many cells bytes, requests and CPU are from
     */
    public record Source(
            Basis basis, String validity, List<Integer> latencyUsers, OptionalInt memoryUsers, int costCells) {
        public Source {
            latencyUsers = List.copyOf(latencyUsers);
        }
    }

    /**
     * @param bytesPerUserHour both directions, without TCP and IP
     * @param requestsPerSecond of all users, without those that publish
     * @param serverCores kept busy
     * @param memoryBytes of the server, for all users
     */
    public record Cost(
            double bytesPerUserHour,
            OptionalDouble requestsPerSecond,
            OptionalDouble serverCores,
            OptionalDouble memoryBytes) {}
}
