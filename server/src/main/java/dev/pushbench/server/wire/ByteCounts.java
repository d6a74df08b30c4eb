package dev.pushbench.server.wire;

import java.util.concurrent.atomic.LongAdder;

/** Bytes that passed a point in the way of a listener's connections. Any thread may count and read. */
final class ByteCounts {
    private final LongAdder in = new LongAdder();
    private final LongAdder out = new LongAdder();

    /** @param bytes less than 1 where nothing was read */
    void read(long bytes) {
        if (bytes > 0) {
            in.add(bytes);
        }
    }

    /** @param bytes less than 1 where nothing was written */
    void written(long bytes) {
        if (bytes > 0) {
            out.add(bytes);
        }
    }

    long in() {
        return in.sum();
    }

    long out() {
        return out.sum();
    }
}
