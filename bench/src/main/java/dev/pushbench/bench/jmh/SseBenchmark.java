package dev.pushbench.bench.jmh;

import dev.pushbench.client.sse.SseReader;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;

/** The load generator's side of an SSE delivery, chunk framing taken off already. */
public class SseBenchmark extends Measured {
    private ByteBuffer block = Specimen.read(Specimen.joined(
            Specimen.joined(Specimen.ascii("id: " + Specimen.SEQ + "\ndata: "), Specimen.event()),
            Specimen.ascii("\n\n")));
    private SeenEvents seen = new SeenEvents();
    private SseReader reader = new SseReader(seen);

    /** One block with one event; returns the events so far. */
    @Benchmark
    public long block() {
        reader.read(block, 0, block.limit());
        return seen.events();
    }
}
