package dev.pushbench.client;

import dev.pushbench.client.measure.MeasuredWindows;
import dev.pushbench.client.measure.Traffic;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/**
 * Another process that plays a {@link Share} of the users, as the lead of the trial sees it. The lead alone publishes, and says when
 * something is to be done; the partner does it with a {@link Crowd}.
 *
 * <p>Instants are of {@link System#nanoTime}, which on Linux reads {@code CLOCK_MONOTONIC} (clock_gettime(2)): the same in all processes of
 * a machine. An implementation owes the lead that this holds, that no call blocks, that orders are carried out in the order in which they
 * were given, and that a future is completed in any case: exceptionally where the partner is gone.
 */
public interface Partner {
    /** What it told last, at most a moment ago. */
    Standing standing();

    /** Connects its users. */
    void connect();

    /** All users of all processes are ready, and the schedule of events begins at that instant. */
    void begin(long startNanos);

    /** Has its users publish what is theirs of the script. */
    void publish(Script script);

    /** Done when arrivals of events due in these windows are going to be measured. */
    CompletableFuture<Boolean> measure(MeasuredWindows windows);

    /** Gives the latencies of a window that is over, as {@link Crowd#closeWindow} does. */
    CompletableFuture<Histogram> closeWindow(int index, boolean isLast);

    /** Asks for nothing more: what is on its way may still come. */
    void pause();

    /** Bytes and requests so far. */
    CompletableFuture<Traffic> traffic();

    /** Counts what never came of so many events of all rooms, closes all connections, and tells what it saw. */
    CompletableFuture<ShareResult> finish(long events);
}
