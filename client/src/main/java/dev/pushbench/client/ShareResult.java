package dev.pushbench.client;

import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.EventCluster;
import dev.pushbench.client.measure.EventLatencies;
import dev.pushbench.client.measure.Latencies;
import dev.pushbench.client.measure.Life;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.Second;
import dev.pushbench.client.measure.TlsHandshakes;
import dev.pushbench.client.measure.Traffic;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/**
 * What the users of one process saw.
 *
 * @param traffic to the very end, the farewells included
 * @param seconds of its windows, and of the drain
 * @param eventLatencies of the windows, in the order in which events were due
 * @param life what befell them
 */
public record ShareResult(
        Deliveries deliveries,
        Latencies latencies,
        Traffic traffic,
        ConnectionCounts connections,
        List<Second> seconds,
        List<EventCluster> eventLatencies,
        Life life,
        TlsHandshakes tlsHandshakes) {
    public ShareResult {
        seconds = List.copyOf(seconds);
        eventLatencies = List.copyOf(eventLatencies);
    }

    /** Of users that nothing befell, without TLS. */
    public ShareResult(
            Deliveries deliveries,
            Latencies latencies,
            Traffic traffic,
            ConnectionCounts connections,
            List<Second> seconds) {
        this(deliveries, latencies, traffic, connections, seconds, List.of(), Life.quiet(), TlsHandshakes.none());
    }

    /** Both, as if one process had played all of their users. */
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
                EventLatencies.sum(eventLatencies, other.eventLatencies),
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

    /** All processes cut their seconds at the same instants; one that ended early has fewer. */
    private static List<Second> merged(List<Second> ours, List<Second> others) {
        TreeMap<Long, Second> byOffset = new TreeMap<>();
        ours.forEach(second -> byOffset.put(second.offsetNanos(), second));
        others.forEach(second -> byOffset.merge(second.offsetNanos(), second, Second::plus));
        return List.copyOf(byOffset.values());
    }
}
