package dev.pushbench.bench.scenario;

import java.time.Duration;

/**
 * How long the parts of a cell last.
 *
 * @param idle with users and without events, before the first; 0 for none
 * @param warmup publishing before the window
 * @param window publishing that is measured
 */
public record Phases(Duration idle, Duration warmup, Duration window) {
    public Duration total() {
        return idle.plus(warmup).plus(window);
    }
}
