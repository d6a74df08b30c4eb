package dev.pushbench.bench.report.fit;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was measured under one load.
 *
 * @param users at least 1
 * @param publishedPerSecond events in all rooms together, as configured; 0 if nothing was published
 * @param validity of the cell, as in {@code summary.csv}
 * @param latency 99th percentile; empty if there were too few samples
 * @param perUser what a user took
 * @param memoryBytesPerUser of the server
 * @param costError how far off bytes, requests and CPU may be, as a share, from the spread of the trials
 */
public record Observation(
        int users,
        double publishedPerSecond,
        String validity,
        Optional<LatencyEstimate> latency,
        PerUserSecond perUser,
        OptionalDouble memoryBytesPerUser,
        OptionalDouble costError) {
    public Observation {
        if (users < 1 || !(publishedPerSecond >= 0)) {
            throw new IllegalArgumentException("no load: " + users + " users, " + publishedPerSecond + " events/s");
        }
    }

    /**
     * What one user took in a second of the windows, in the mean.
     *
     * @param deliveries events received; 0 if nothing was published
     * @param eventBytes the events and what carries them
     * @param requestBytes what requests and their answers add
     * @param otherBytes what flows whether there are events or not
     * @param requests without those that publish; empty if unknown
     * @param emptyAnswers requests that were answered without an event
     * @param serverCpuMicros of all cores; empty if it was not measured
     */
    public record PerUserSecond(
            double deliveries,
            double eventBytes,
            double requestBytes,
            double otherBytes,
            OptionalDouble requests,
            double emptyAnswers,
            OptionalDouble serverCpuMicros) {
        double bytes() {
            return eventBytes + requestBytes + otherBytes;
        }

        boolean hasDeliveries() {
            return deliveries > 0;
        }

        boolean hasRequests() {
            return requests.orElse(0) > 0;
        }
    }

    boolean isAt(Need need) {
        return users == need.users() && publishedPerSecond == need.publishedPerSecond();
    }
}
