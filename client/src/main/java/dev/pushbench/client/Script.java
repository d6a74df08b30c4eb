package dev.pushbench.client;

import dev.pushbench.client.pacing.FireTimes;

/**
 * Events that users are to publish.
 *
 * @param startNanos instant of which the fire times are offsets
 * @param first number of the first of them among all events of the trial, from 0
 * @param events how many
 */
public record Script(long startNanos, long first, long events) {
    /** The number of the first event after them. */
    long end() {
        return first + events;
    }

    /**
     * When one of them is due.
     *
     * @param event its number among all events of the trial
     */
    long dueNanos(FireTimes fireTimes, long event) {
        return startNanos + fireTimes.offsetNanos(event - first);
    }
}
