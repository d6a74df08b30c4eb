package dev.pushbench.bench.floor;

import dev.pushbench.client.LoadPlan;
import java.time.Duration;

/**
 * What a floor trial does.
 *
 * @param users that read, at least 1
 * @param warmup time of publications that are not measured, at least 0
 * @param window time of publications after it that are, above 0
 */
public record FloorPlan(int users, LoadPlan.Publishing publishing, Duration warmup, Duration window) {
    public FloorPlan {
        if (users < 1) {
            throw new IllegalArgumentException("users must be at least 1, not " + users);
        }
        if (warmup.isNegative()) {
            throw new IllegalArgumentException("warmup must be at least 0, not " + warmup);
        }
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("window must be above 0, not " + window);
        }
    }
}
