package dev.pushbench.bench.jmh;

import dev.pushbench.client.measure.DeliveryLedger;
import dev.pushbench.client.measure.MeasuredWindows;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.UserLedger;
import org.HdrHistogram.SingleWriterRecorder;
import org.openjdk.jmh.annotations.Benchmark;

/** What the load generator writes down for a delivery. */
public class LedgerBenchmark extends Measured {
    private static final long MOST_LATENCY_NANOS = (1 << 20) - 1;

    private DeliveryLedger deliveries = measuring();
    private UserLedger user = deliveries.user(0);
    private SingleWriterRecorder latency = Meter.recorder();
    private long seq;

    /** An event in order, within the window, with a latency up to a millisecond; returns all counted so far. */
    @Benchmark
    public long delivery() {
        seq++;
        if (user.received(seq, Specimen.DUE_NANOS) == UserLedger.Arrival.MEASURED) {
            long latencyNanos = seq * 7_919 & MOST_LATENCY_NANOS;
            Meter.record(latency, latencyNanos);
            user.took(latencyNanos);
        }
        return deliveries.delivered();
    }

    private static DeliveryLedger measuring() {
        DeliveryLedger ledger = new DeliveryLedger();
        ledger.measure(MeasuredWindows.one(Specimen.DUE_NANOS, Specimen.DUE_NANOS + 1, 1));
        return ledger;
    }
}
