package dev.pushbench.bench.floor;

import dev.pushbench.bench.result.ServerCost;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.Latencies;

/**
 * What came of a floor trial.
 *
 * @param expected deliveries due in the window: its events × users
 * @param latencies received − due and the like, as of any technique; there are no connections whose time could be told
 * @param cost of the whole process in the window, by its deliveries: publisher, room, readers, meters and what watches them
 */
public record FloorResult(
        FloorPlan plan, long expected, Deliveries deliveries, Latencies latencies, ServerCost.PerDelivery cost) {

    /** Whether every event came to every user, once and in order: otherwise the figures mean nothing. */
    public boolean isResult() {
        return deliveries.delivered() == expected
                && deliveries.missing() == 0
                && deliveries.duplicate() == 0
                && deliveries.outOfOrder() == 0
                && deliveries.deviations().altered() == 0
                && deliveries.deviations().unpublished() == 0;
    }
}
