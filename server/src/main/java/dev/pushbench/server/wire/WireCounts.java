package dev.pushbench.server.wire;

import java.util.concurrent.atomic.LongAdder;

/** Bytes and connections of a listener, as the sockets saw them. Any thread may count and read. */
public final class WireCounts {
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder closed = new LongAdder();

    void read(long bytes) {
        if (bytes > 0) {
            bytesIn.add(bytes);
        }
    }

    void written(long bytes) {
        if (bytes > 0) {
            bytesOut.add(bytes);
        }
    }

    void accepted() {
        accepted.increment();
    }

    void closed() {
        closed.increment();
    }

    /** Bytes read off all sockets so far. */
    public long bytesIn() {
        return bytesIn.sum();
    }

    /** Bytes written to all sockets so far. */
    public long bytesOut() {
        return bytesOut.sum();
    }

    public long connectionsAccepted() {
        return accepted.sum();
    }

    public long connectionsClosed() {
        return closed.sum();
    }

    public long connectionsOpen() {
        return accepted.sum() - closed.sum();
    }
}
