package dev.pushbench.bench.jmh;

import dev.pushbench.client.http.EventSink;
import dev.pushbench.client.http.MalformedResponse;
import java.nio.ByteBuffer;

/** Counts what a reader tells, as little work as can be: what is measured is the reader. */
final class SeenEvents implements EventSink {
    private long events;
    private long bytes;

    /** Events so far; what a benchmark returns, so that nothing it does is in vain. */
    long events() {
        return events;
    }

    /** Bytes of events and of what lies between them. */
    long bytes() {
        return bytes;
    }

    @Override
    public void event(ByteBuffer text, int start, int lengthBytes) {
        events++;
        bytes += lengthBytes;
    }

    @Override
    public void gap(ByteBuffer text, int start, int lengthBytes) {
        throw new MalformedResponse("a gap where there is none");
    }

    @Override
    public void heartbeat(int count) {
        bytes += count;
    }

    @Override
    public void framing(int count) {
        bytes += count;
    }
}
