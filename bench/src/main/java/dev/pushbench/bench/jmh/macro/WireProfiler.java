package dev.pushbench.bench.jmh.macro;

import dev.pushbench.client.measure.Second;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.client.measure.WireBytes;
import java.util.List;
import java.util.function.ToLongFunction;
import org.openjdk.jmh.results.Result;

/** Bytes on the users' sockets by class, both ways, and requests. */
public final class WireProfiler extends WindowProfiler {
    private static final String BYTES_PER_DELIVERY = "B/delivery";

    public WireProfiler() {
        super("Bytes on the wire in the windows by class, and requests; handshakes of the whole trial");
    }

    @Override
    void addTo(List<Result<?>> results, WindowOutcome window) {}

    @Override
    void addTo(List<Result<?>> results, WindowOutcome window, TrialOutcome trial) {
        Second.Amounts amounts = trial.load().window().amounts();
        Traffic traffic = amounts.traffic();
        long arrived = amounts.arrivals();
        results.add(perDelivery("wire.payload", traffic, WireBytes::payload, arrived));
        results.add(perDelivery("wire.framing", traffic, WireBytes::framing, arrived));
        results.add(perDelivery("wire.head", traffic, WireBytes::head, arrived));
        results.add(perDelivery("wire.control", traffic, WireBytes::control, arrived));
        results.add(perDelivery("wire.tls", traffic, WireBytes::tls, arrived));
        results.add(new RatioResult(
                "wire.handshake",
                both(trial.load().traffic(), WireBytes::handshake),
                window.cell().users(),
                "B/user"));
        results.add(sum("wire.up", traffic.up().total(), "B"));
        results.add(sum("wire.down", traffic.down().total(), "B"));
        results.add(new RatioResult("requests", traffic.requests(), arrived, "1/delivery"));
    }

    private static Result<?> perDelivery(
            String label, Traffic traffic, ToLongFunction<WireBytes> bytes, long deliveries) {
        return new RatioResult(label, both(traffic, bytes), deliveries, BYTES_PER_DELIVERY);
    }

    private static long both(Traffic traffic, ToLongFunction<WireBytes> bytes) {
        return bytes.applyAsLong(traffic.up()) + bytes.applyAsLong(traffic.down());
    }
}
