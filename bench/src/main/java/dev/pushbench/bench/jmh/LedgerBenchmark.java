package dev.pushbench.bench.jmh;

import dev.pushbench.client.measure.DeliveryLedger;
import dev.pushbench.client.measure.MeasuredWindows;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.PublishTimes;
import dev.pushbench.client.measure.UserLedger;
import dev.pushbench.client.user.EventReading;
import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.EventTail;
import java.nio.ByteBuffer;
import java.util.List;
import org.HdrHistogram.SingleWriterRecorder;
import org.openjdk.jmh.annotations.Benchmark;

/** What the load generator writes down for a delivery, and what it costs to check that it is what was published. */
public class LedgerBenchmark extends Measured {
    private static final long MOST_LATENCY_NANOS = (1 << 20) - 1;
    private static final int LONG_EVENT_BYTES = 64 * 1024;

    /** Events that are read one after the other, and then again by the next user. */
    private static final int EVENTS = 64;

    private DeliveryLedger deliveries = measuring();
    private UserLedger user = deliveries.user(0);
    private SingleWriterRecorder latency = Meter.recorder();
    private long seq;

    private byte[] data = Specimen.data();
    private Meter meter = new Meter(publishTimes(), EventTail.of(data));
    private ByteBuffer[] events = events(data);
    private EventReading reading = new EventReading(meter);
    private Meter trusting = new Meter(publishTimes(), EventTail.UNKNOWN);
    private EventReading trustingReading = new EventReading(trusting);
    private int next;

    private EventTail tail = EventTail.of(data);
    private ByteBuffer event = Specimen.read(Specimen.event());
    private byte[] longData = new byte[LONG_EVENT_BYTES - EventFormat.FIXED_BYTES];
    private EventTail longTail = EventTail.of(longData);
    private ByteBuffer longEvent = Specimen.read(EventFormat.event(Specimen.SEQ, Specimen.DUE_NANOS, longData));
    private ByteBuffer copy = ByteBuffer.allocateDirect(LONG_EVENT_BYTES);

    /** Readies the window of the meter. */
    public LedgerBenchmark() {
        for (Meter each : List.of(meter, trusting)) {
            each.measure(MeasuredWindows.one(Specimen.DUE_NANOS, Specimen.DUE_NANOS + EVENTS, EVENTS));
            each.beginRead(Specimen.DUE_NANOS + MOST_LATENCY_NANOS);
        }
    }

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

    /** A whole delivery from the bytes of its text: numbers read, payload verified, instants looked up, all counted. */
    @Benchmark
    public long verifiedDelivery() {
        if (next == EVENTS) {
            next = 0;
            reading = new EventReading(meter);
        }
        ByteBuffer text = events[next++];
        reading.event(text, 0, text.limit());
        return meter.deliveries().delivered();
    }

    /** The same without a comparison of the payload. */
    @Benchmark
    public long unverifiedDelivery() {
        if (next == EVENTS) {
            next = 0;
            trustingReading = new EventReading(trusting);
        }
        ByteBuffer text = events[next++];
        trustingReading.event(text, 0, text.limit());
        return trusting.deliveries().delivered();
    }

    /** The comparison alone, of an event of the default length. */
    @Benchmark
    public boolean verify() {
        return tail.endsEvent(event, 0, event.limit());
    }

    /** The comparison alone, of the longest event. */
    @Benchmark
    public boolean verifyLongest() {
        return longTail.endsEvent(longEvent, 0, LONG_EVENT_BYTES);
    }

    /** What copying the longest event once costs: the measure for the comparison. */
    @Benchmark
    public ByteBuffer copyLongest() {
        return copy.put(0, longEvent, 0, LONG_EVENT_BYTES);
    }

    private static PublishTimes publishTimes() {
        PublishTimes times = PublishTimes.inMemory(EVENTS);
        for (int slot = 1; slot <= EVENTS; slot++) {
            times.publishing(slot, Specimen.DUE_NANOS + slot - 1, Specimen.DUE_NANOS + slot);
        }
        return times;
    }

    private static ByteBuffer[] events(byte[] data) {
        ByteBuffer[] events = new ByteBuffer[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            events[i] = Specimen.read(EventFormat.event(i + 1, Specimen.DUE_NANOS + i, data));
        }
        return events;
    }

    private static DeliveryLedger measuring() {
        DeliveryLedger ledger = new DeliveryLedger();
        ledger.measure(MeasuredWindows.one(Specimen.DUE_NANOS, Specimen.DUE_NANOS + 1, 1));
        return ledger;
    }
}
