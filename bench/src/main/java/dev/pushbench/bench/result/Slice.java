package dev.pushbench.bench.result;

import dev.pushbench.client.measure.Second;
import org.HdrHistogram.Histogram;

/**
 * A second of a trial's windows, or what came after them: a row of {@code intervals.csv}, and an interval of {@code latency.hlog}.
 *
 * @param fork of the cell
 * @param part of the trial
 * @param startMillis since the first window of the trial began
 * @param millis how long it was
 * @param latency in nanoseconds, of all its deliveries
 * @param requests written in it
 * @param connectionsOpened in it
 * @param connectionsOpen at its end
 */
public record Slice(
        int fork,
        Second.Part part,
        long startMillis,
        long millis,
        Histogram latency,
        long requests,
        long connectionsOpened,
        long connectionsOpen) {
    /** Whether it is a part of the measured windows. */
    public boolean isWindow() {
        return part == Second.Part.WINDOW;
    }
}
