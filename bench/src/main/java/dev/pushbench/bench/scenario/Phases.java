package dev.pushbench.bench.scenario;

import dev.pushbench.client.LoadPlan;
import java.time.Duration;

/**
 * How long the parts of a trial last.
 *
 * @param idle with users and without events, before the first; 0 for none
 * @param warmup publishing that is not measured, of each warm-up window
 * @param window publishing that is measured, of each measured window
 * @param windows how many there are of each
 */
public record Phases(Duration idle, Duration warmup, Duration window, LoadPlan.Windows windows) {
    public Duration total() {
        return idle.plus(allWarmup()).plus(allMeasured());
    }

    /** Of all warm-up windows together. */
    public Duration allWarmup() {
        return warmup.multipliedBy(windows.warmup());
    }

    /** Of all measured windows together. */
    public Duration allMeasured() {
        return window.multipliedBy(windows.measured());
    }
}
