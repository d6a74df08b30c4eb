package dev.pushbench.client;

import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.EventCluster;
import dev.pushbench.client.measure.Flight;
import dev.pushbench.client.measure.Latencies;
import dev.pushbench.client.measure.Life;
import dev.pushbench.client.measure.Second;
import dev.pushbench.client.measure.TlsHandshakes;
import dev.pushbench.client.measure.Traffic;
import java.util.List;
import java.util.Optional;

/**
 * What the users of one trial saw.
 *
 * @param published what was published
 * @param expected deliveries due in the window: its events × the users of a room
 * @param deliveries what arrived, each number of it over all users
 * @param latencies durations
 * @param traffic bytes and requests of the users from the first connection to the end; the publisher's are not among them
 * @param connections of the users from the first to the end; the publisher's is not among them
 * @param seconds the windows, second by second, and the drain
 * @param eventLatencies of the windows, in the order in which events were due
 * @param flights the first events of the window on their way to one of the users
 * @param life what befell the users beside events
 * @param failure why the trial did not come to its end: the server died, it was interrupted, users could not connect
 * @param tlsHandshakes of the users; none where there is no TLS
 */
public record LoadResult(
        Published published,
        long expected,
        Deliveries deliveries,
        Latencies latencies,
        Traffic traffic,
        ConnectionCounts connections,
        List<Second> seconds,
        List<EventCluster> eventLatencies,
        List<Flight> flights,
        Life life,
        Optional<String> failure,
        TlsHandshakes tlsHandshakes) {

    /** Of users that nothing befell, without TLS. */
    public LoadResult(
            Published published,
            long expected,
            Deliveries deliveries,
            Latencies latencies,
            Traffic traffic,
            ConnectionCounts connections,
            List<Second> seconds,
            List<Flight> flights,
            Optional<String> failure) {
        this(
                published,
                expected,
                deliveries,
                latencies,
                traffic,
                connections,
                seconds,
                List.of(),
                flights,
                Life.quiet(),
                failure,
                TlsHandshakes.none());
    }

    public LoadResult {
        seconds = List.copyOf(seconds);
        eventLatencies = List.copyOf(eventLatencies);
        flights = List.copyOf(flights);
    }

    /** What happened in the measured windows. */
    public Window window() {
        List<Second> measured = seconds.stream()
                .filter(second -> second.part() == Second.Part.WINDOW)
                .toList();
        return new Window(
                measured.stream().mapToLong(Second::lengthNanos).sum(),
                measured.stream().map(Second::amounts).reduce(Second.Amounts.NONE, Second.Amounts::plus));
    }

    /**
     * The measured windows together.
     *
     * @param nanos how long they were
     * @param amounts what was counted in them
     */
    public record Window(long nanos, Second.Amounts amounts) {}

    /**
     * What the publisher did.
     *
     * @param events written, warm-up included
     * @param windowEvents those due in the window
     * @param bytesUp that it wrote
     * @param bytesDown that it read
     * @param idle what passed while nothing was published, if a time for that was asked for
     */
    public record Published(long events, long windowEvents, long bytesUp, long bytesDown, Optional<Idle> idle) {}

    /**
     * Users that are connected while nothing is published.
     *
     * @param nanos how long
     * @param bytes both ways, of all users
     */
    public record Idle(long nanos, long bytes) {
        /** Both, one after the other. */
        public Idle plus(Idle other) {
            return new Idle(nanos + other.nanos, bytes + other.bytes);
        }
    }
}
