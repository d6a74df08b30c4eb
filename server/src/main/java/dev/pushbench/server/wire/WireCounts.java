package dev.pushbench.server.wire;

import java.util.concurrent.atomic.LongAdder;

/** Bytes and connections of a listener. Any thread may count and read. */
public final class WireCounts {
    private final ByteCounts sockets = new ByteCounts();
    private final ByteCounts aboveTls;
    private final LongAdder accepted = new LongAdder();
    private final LongAdder closed = new LongAdder();

    /** Of a listener without TLS. */
    public WireCounts() {
        this(false);
    }

    /** @param tls whether the bytes above the sockets are others */
    public WireCounts(boolean tls) {
        aboveTls = tls ? new ByteCounts() : sockets;
    }

    ByteCounts sockets() {
        return sockets;
    }

    ByteCounts aboveTls() {
        return aboveTls;
    }

    void accepted() {
        accepted.increment();
    }

    void closed() {
        closed.increment();
    }

    /** Bytes read off all sockets so far, ciphers where there is TLS. */
    public long bytesIn() {
        return sockets.in();
    }

    /** Bytes written to all sockets so far, likewise. */
    public long bytesOut() {
        return sockets.out();
    }

    /** Bytes of HTTP and WebSocket read so far; the same as {@link #bytesIn} where there is no TLS. */
    public long plainBytesIn() {
        return aboveTls.in();
    }

    /** Bytes of HTTP and WebSocket written so far, likewise. */
    public long plainBytesOut() {
        return aboveTls.out();
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
