package dev.pushbench.client;

import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.measure.Deliveries;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What the users of one trial saw.
 *
 * @param published events due in the window that were really published
 * @param expected deliveries due in the window: {@code published} × users
 * @param deliveries what arrived, each number of it over all users
 * @param latency received − due of the window's deliveries, in nanoseconds
 * @param serviceLatency received − sent of the same, in nanoseconds
 * @param publishDelay sent − due of the window's events, in nanoseconds
 * @param requests requests that the users wrote, from connecting to the end
 * @param emptyAnswers answers to polls that carried no event
 * @param connections of the users; the publisher's is not among them
 * @param failure why the trial did not come to its end: the server died, it was interrupted, users could not connect
 */
public record LoadResult(
        long published,
        long expected,
        Deliveries deliveries,
        Histogram latency,
        Histogram serviceLatency,
        Histogram publishDelay,
        long requests,
        long emptyAnswers,
        ConnectionCounts connections,
        Optional<String> failure) {}
