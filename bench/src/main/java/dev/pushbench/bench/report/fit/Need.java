package dev.pushbench.bench.report.fit;

import java.time.Duration;
import java.util.Optional;

/**
 * What someone has, and wants.
 *
 * @param users at least 1
 * @param publishedPerSecond events in all rooms together, as {@code run --rate} has them; 0 if nothing is published
 * @param maxLatency limit of the 99th percentile of latency; empty if there is none
 */
public record Need(int users, double publishedPerSecond, Optional<Duration> maxLatency) {
    public Need {
        if (users < 1 || !(publishedPerSecond >= 0 && Double.isFinite(publishedPerSecond))) {
            throw new IllegalArgumentException("no load: " + users + " users, " + publishedPerSecond + " events/s");
        }
    }
}
