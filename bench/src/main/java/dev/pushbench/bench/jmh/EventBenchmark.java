package dev.pushbench.bench.jmh;

import dev.pushbench.protocol.EventFormat;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;

/** The text of an event: made once by the server, read at every delivery by the load generator. */
public class EventBenchmark extends Measured {
    private byte[] data = Specimen.data();
    private ByteBuffer text = Specimen.read(Specimen.event());
    private long seq;

    /** One event's bytes. */
    @Benchmark
    public byte[] encode() {
        return EventFormat.event(++seq, Specimen.DUE_NANOS, data);
    }

    /** Recognises it and reads both numbers; returns their sum. */
    @Benchmark
    public long read() {
        return EventFormat.isEvent(text, 0) ? EventFormat.seq(text, 0) + EventFormat.dueNanos(text, 0) : -1;
    }
}
