package dev.pushbench.client;

import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.Latencies;
import dev.pushbench.client.measure.Life;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.Second;
import dev.pushbench.client.measure.TlsHandshakes;
import dev.pushbench.client.measure.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/**
 * What the users of one process saw.
 *
 * @param traffic to the very end, the farewells included
 * @param seconds of its windows
 * @param life what befell them
 */
public record ShareResult(
        Deliveries deliveries,
        Latencies latencies,
        Traffic traffic,
        ConnectionCounts connections,
        List<Second> seconds,
        Life life,
        TlsHandshakes tlsHandshakes) {
    public ShareResult {
        seconds = List.copyOf(seconds);
    }

    /** Of users that nothing befell, without TLS. */
    public ShareResult(
            Deliveries deliveries,
            Latencies latencies,
            Traffic traffic,
            ConnectionCounts connections,
            List<Second> seconds) {
        this(deliveries, latencies, traffic, connections, seconds, Life.quiet(), TlsHandshakes.none());
    }

    /** Both, as if one process had played all of their users. This one's seconds are kept, and hold what the other's have. */
    ShareResult plus(ShareResult other) {
        return new ShareResult(
                deliveries.plus(other.deliveries),
                new Latencies(
                        sum(latencies.latency(), other.latencies.latency()),
                        sum(latencies.serviceLatency(), other.latencies.serviceLatency()),
                        sum(latencies.publishDelay(), other.latencies.publishDelay()),
                        sum(latencies.connectTime(), other.latencies.connectTime()),
                        sum(latencies.rearmGap(), other.latencies.rearmGap()),
                        worse(latencies.worstUserMeanNanos(), other.latencies.worstUserMeanNanos()),
                        sum(latencies.acknowledgement(), other.latencies.acknowledgement())),
                traffic.plus(other.traffic),
                connections.plus(other.connections),
                merged(seconds, other.seconds),
                life.plus(other.life),
                tlsHandshakes.plus(other.tlsHandshakes));
    }

    private static Histogram nothing() {
        return new Histogram(Meter.SIGNIFICANT_DIGITS);
    }

    static Histogram sum(Histogram one, Histogram other) {
        Histogram both = nothing();
        both.add(one);
        both.add(other);
        return both;
    }

    private static OptionalLong worse(OptionalLong one, OptionalLong other) {
        return LongStream.concat(one.stream(), other.stream()).max();
    }

    /**
     * A second of another process falls into ours that holds its middle, else into the last before it: all windows begin at the same
     * instant, and each process cuts its seconds by itself, a millisecond or so late.
     */
    private static List<Second> merged(List<Second> ours, List<Second> others) {
        if (ours.isEmpty()) {
            return others;
        }
        List<Second> merged = new ArrayList<>();
        int next = 0;
        long openThere = others.isEmpty() ? 0 : others.get(0).open();
        for (int i = 0; i < ours.size(); i++) {
            Second second = ours.get(i);
            boolean isLast = i == ours.size() - 1;
            long endNanos = isLast ? Long.MAX_VALUE : ours.get(i + 1).offsetNanos();
            Histogram latency = second.latency();
            long requests = second.requests();
            long opened = second.opened();
            while (next < others.size() && middleNanos(others.get(next)) < endNanos) {
                Second there = others.get(next++);
                latency.add(there.latency());
                requests += there.requests();
                opened += there.opened();
                openThere = there.open();
            }
            merged.add(new Second(
                    second.offsetNanos(), second.lengthNanos(), latency, requests, opened, second.open() + openThere));
        }
        return merged;
    }

    private static long middleNanos(Second second) {
        return second.offsetNanos() + second.lengthNanos() / 2;
    }
}
