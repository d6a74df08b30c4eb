package dev.pushbench.client;

import dev.pushbench.protocol.Technique;

/**
 * The instants at which pollers ask. A window begins half-way between two of them, so that a window of whole intervals has the same number of
 * polls wherever it lies; where all users poll at once, in the middle of an interval, it begins with an interval.
 *
 * @param originNanos an instant of the grid
 * @param spacingNanos from one instant to the next; 0 where users do not poll
 * @param phaseNanos where in the spacing a window is to begin, from an instant of the grid
 */
record PollGrid(long originNanos, long spacingNanos, long phaseNanos) {
    static PollGrid of(LoadPlan plan, long begunNanos) {
        if (plan.technique() != Technique.POLLING) {
            return new PollGrid(begunNanos, 0, 0);
        }
        long intervalNanos = plan.reading().pollInterval().toNanos();
        long spacingNanos = intervalNanos / plan.users();
        return plan.scene().conduct().pollsAligned()
                ? new PollGrid(begunNanos, intervalNanos, 0)
                : new PollGrid(begunNanos, spacingNanos, spacingNanos / 2);
    }

    /** The first instant at which a window may begin, at or after that one. */
    long windowStart(long earliestNanos) {
        return spacingNanos == 0
                ? earliestNanos
                : earliestNanos + Math.floorMod(originNanos + phaseNanos - earliestNanos, spacingNanos);
    }
}
