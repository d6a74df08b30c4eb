package dev.pushbench.bench.report.fit;

import java.time.Duration;
import java.util.Optional;

/**
 * What someone has, and wants.
 *
 * @param users at least 1
 * @param eventsPerSecond that each of them is to receive, above 0
 * @param maxLatency that 99 % of the deliveries are to stay within; empty where none is asked for
 */
public record Need(int users, double eventsPerSecond, Optional<Duration> maxLatency) {
    public Need {
        if (users < 1 || !(eventsPerSecond > 0)) {
            throw new IllegalArgumentException("no load: " + users + " users, " + eventsPerSecond + " events/s");
        }
    }
}
