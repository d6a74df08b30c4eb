package dev.pushbench.server.wire;

import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import org.xnio.conduits.StreamSinkConduit;

/** Accepts connections, counts what goes over them, and lets Undertow speak HTTP on them. */
public final class Listener implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final int POOLED_BUFFER_BYTES = 16 * 1024;
    private static final int MOST_HEAD_BYTES = 16 * 1024;

    /** A head must be complete after this time, else a client that sends a byte a second holds a connection for ever. */
    private static final int HEAD_TIMEOUT_MILLIS = 10_000;

    /** Longer than any polling interval in use; Undertow's minute would cut slow pollers off. */
    private static final int IDLE_TIMEOUT_MILLIS = 300_000;

    private final AcceptingChannel<StreamConnection> accepting;
    private final ByteBufferPool buffers;
    private final Set<StreamConnection> open;

    private Listener(AcceptingChannel<StreamConnection> accepting, ByteBufferPool buffers, Set<StreamConnection> open) {
        this.accepting = accepting;
        this.buffers = buffers;
        this.open = open;
    }

    /**
     * @param counts will hold what goes over this listener's connections
     * @param sinks what a socket's sink is replaced by
     * @throws IOException where the address cannot be bound
     */
    public static Listener open(
            XnioWorker worker,
            InetSocketAddress address,
            HttpHandler handler,
            WireCounts counts,
            UnaryOperator<StreamSinkConduit> sinks)
            throws IOException {
        ByteBufferPool buffers = new DefaultByteBufferPool(true, POOLED_BUFFER_BYTES);
        HttpOpenListener http = new HttpOpenListener(
                buffers,
                OptionMap.builder()
                        .set(UndertowOptions.MAX_HEADER_SIZE, MOST_HEAD_BYTES)
                        .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, HEAD_TIMEOUT_MILLIS)
                        .set(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_TIMEOUT_MILLIS)
                        .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                        .getMap());
        http.setRootHandler(handler);
        Set<StreamConnection> open = ConcurrentHashMap.newKeySet();
        AcceptingChannel<StreamConnection> accepting = worker.createStreamConnectionServer(
                address,
                ChannelListeners.openListenerAdapter(connection -> {
                    count(connection, counts, sinks, open);
                    http.handleEvent(connection);
                    countClose(connection, counts, open);
                }),
                OptionMap.builder()
                        .set(Options.TCP_NODELAY, true)
                        .set(Options.REUSE_ADDRESSES, true)
                        .set(Options.BACKLOG, BACKLOG)
                        .getMap());
        accepting.resumeAccepts();
        return new Listener(accepting, buffers, open);
    }

    private static void count(
            StreamConnection connection,
            WireCounts counts,
            UnaryOperator<StreamSinkConduit> sinks,
            Set<StreamConnection> open) {
        counts.accepted();
        open.add(connection);
        connection
                .getSourceChannel()
                .setConduit(new CountingSource(connection.getSourceChannel().getConduit(), counts));
        StreamSinkConduit sink = sinks.apply(connection.getSinkChannel().getConduit());
        connection.getSinkChannel().setConduit(new CountingSink(sink, counts));
    }

    /** Chains our count behind Undertow's own close listener, of which a connection has just one. */
    private static void countClose(StreamConnection connection, WireCounts counts, Set<StreamConnection> open) {
        ChannelListener<? super StreamConnection> undertows = connection.getCloseListener();
        connection.setCloseListener(closed -> {
            ChannelListeners.invokeChannelListener(closed, undertows);
            if (open.remove(closed)) {
                counts.closed();
            }
        });
        if (!connection.isOpen() && open.remove(connection)) {
            counts.closed();
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) accepting.getLocalAddress();
    }

    /** Accepts no more; connections stay. */
    public void stopAccepting() {
        IoUtils.safeClose(accepting);
    }

    /** Closes whatever is still open. */
    @Override
    public void close() {
        stopAccepting();
        open.forEach(IoUtils::safeClose);
        buffers.close();
    }
}
