package dev.pushbench.server.wire;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Notices that a client goes away while its request is parked or its response streams.
 *
 * <p>Undertow suspends reading then, so nobody would see the end of input before the next write. Bytes that come instead
 * are the next request of a pipelining client: they are kept for Undertow, and the watch is over.
 */
public final class Departure {
    private final AbstractServerConnection connection;
    private final ConduitStreamSourceChannel source;
    private final @Nullable ChannelListener<? super ConduitStreamSourceChannel> before;
    private final Runnable whenGone;
    private boolean watching = true;

    private Departure(AbstractServerConnection connection, Runnable whenGone) {
        this.connection = connection;
        this.source = connection.getChannel().getSourceChannel();
        this.before = source.getReadListener();
        this.whenGone = whenGone;
    }

    /** Starts to watch. To be called on the connection's IO thread, as {@code whenGone} will be. */
    public static Departure watch(HttpServerExchange exchange, Runnable whenGone) {
        Departure departure = new Departure((AbstractServerConnection) exchange.getConnection(), whenGone);
        if (departure.connection.getExtraBytes() == null) {
            departure.source.setReadListener(channel -> departure.readable());
            departure.source.resumeReads();
        } else {
            departure.watching = false;
        }
        return departure;
    }

    /** Stops to watch, and leaves reading as it was. */
    public void stop() {
        if (watching) {
            watching = false;
            source.suspendReads();
            source.setReadListener(before);
        }
    }

    private void readable() {
        PooledByteBuffer pooled = connection.getByteBufferPool().allocate();
        int bytes = -1;
        try {
            bytes = source.read(pooled.getBuffer());
        } catch (IOException e) {
            // A reset is a departure like any other.
            bytes = -1;
        } finally {
            if (bytes <= 0) {
                pooled.close();
            }
        }
        if (bytes > 0) {
            pooled.getBuffer().flip();
            connection.setExtraBytes(pooled);
            stop();
        } else if (bytes < 0) {
            stop();
            whenGone.run();
        }
    }
}
