package dev.pushbench.bench.report.fit;

import java.util.OptionalDouble;

/**
 * What was measured under one load.
 *
 * @param users at least 1
 * @param eventsPerSecond that each of them received, above 0
 * @param latencyMicros 99th percentile
 * @param perDelivery what a delivery took
 * @param memoryBytesPerUser of the server
 * @param error how far off the figures may be, as a share, from the spread of the trials
 */
public record Observation(
        int users,
        double eventsPerSecond,
        OptionalDouble latencyMicros,
        PerDelivery perDelivery,
        OptionalDouble memoryBytesPerUser,
        OptionalDouble error) {
    public Observation {
        if (users < 1 || !(eventsPerSecond > 0)) {
            throw new IllegalArgumentException("no load: " + users + " users, " + eventsPerSecond + " events/s");
        }
    }

    /**
     * @param eventBytes the event and what carries it
     * @param headBytes of requests and responses
     * @param controlBytes that flow whether there are events or not
     * @param requests after the first; none where events are pushed
     * @param serverCpuMicros of all cores
     */
    public record PerDelivery(
            double eventBytes, double headBytes, double controlBytes, double requests, OptionalDouble serverCpuMicros) {
        double bytes() {
            return eventBytes + headBytes + controlBytes;
        }
    }

    boolean isAt(Need need) {
        return users == need.users() && eventsPerSecond == need.eventsPerSecond();
    }
}
