package dev.pushbench.client.measure;

import dev.pushbench.protocol.EventFormat;
import java.nio.ByteBuffer;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Everything that the users of one event loop count and time. Written by that loop's thread only; a coordinator may read
 * {@link #deliveries}, {@link #connections}, the recorders and the tallies from its own.
 */
public final class Meter {
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final long LONGEST_NANOS = 3_600_000_000_000L;

    private final SentTimes sentTimes;
    private final DeliveryLedger deliveries = new DeliveryLedger();
    private final ConnectionLedger connections = new ConnectionLedger();
    private final WireLedger read = new WireLedger();
    private final WireLedger written = new WireLedger();
    private final Tally requests = new Tally();
    private final Tally emptyAnswers = new Tally();
    private final SingleWriterRecorder latency = recorder();
    private final SingleWriterRecorder serviceLatency = recorder();
    private long nowNanos;

    public Meter(SentTimes sentTimes) {
        this.sentTimes = sentTimes;
    }

    /** A recorder of nanoseconds, from 1 ns to an hour, exact to 3 digits. */
    public static SingleWriterRecorder recorder() {
        return new SingleWriterRecorder(1, LONGEST_NANOS, SIGNIFICANT_DIGITS);
    }

    /** Records a duration; one below zero counts as 0, one above an hour as an hour, and neither is dropped. */
    public static void record(SingleWriterRecorder recorder, long nanos) {
        recorder.recordValue(Math.max(0, Math.min(nanos, LONGEST_NANOS)));
    }

    /** The instant of the socket read that is being taken apart. */
    public void readAt(long nanos) {
        nowNanos = nanos;
    }

    /** An event came to a user in the read of {@link #readAt}. */
    public void delivered(UserLedger user, ByteBuffer text, int start) {
        long seq = EventFormat.seq(text, start);
        long dueNanos = EventFormat.dueNanos(text, start);
        if (user.received(seq, dueNanos)) {
            record(latency, nowNanos - dueNanos);
            long sentNanos = sentTimes.nanos(seq);
            if (sentNanos != 0) {
                record(serviceLatency, nowNanos - sentNanos);
            }
        }
    }

    public void requested() {
        requests.add(1);
    }

    public void answeredEmpty() {
        emptyAnswers.add(1);
    }

    public DeliveryLedger deliveries() {
        return deliveries;
    }

    public ConnectionLedger connections() {
        return connections;
    }

    /** Bytes read off the users' sockets. */
    public WireLedger read() {
        return read;
    }

    /** Bytes written to the users' sockets. */
    public WireLedger written() {
        return written;
    }

    public SingleWriterRecorder latency() {
        return latency;
    }

    public SingleWriterRecorder serviceLatency() {
        return serviceLatency;
    }

    public long requests() {
        return requests.count();
    }

    public long emptyAnswers() {
        return emptyAnswers.count();
    }
}
