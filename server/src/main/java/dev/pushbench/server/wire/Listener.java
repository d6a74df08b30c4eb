package dev.pushbench.server.wire;

import dev.pushbench.server.guard.Bounds;
import dev.pushbench.server.guard.Budget;
import dev.pushbench.server.tls.TlsLayer;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.UnaryOperator;
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

    /**
     * What the kernel holds of what a reader has not taken, about twice this with its own overhead. Left to itself it holds megabytes for each, and a
     * thousand readers that do not read use up the memory that all sockets of a machine share: then everybody's latency suffers.
     */
    private static final int SEND_BUFFER_BYTES = 128 * 1024;

    /** The largest record of TLS, 16 KB and what it is wrapped in, has to fit in whole (RFC 8446, section 5.2). */
    private static final int POOLED_RECORD_BYTES = 17 * 1024;

    private final AcceptingChannel<StreamConnection> accepting;
    private final ByteBufferPool buffers;
    private final Reception reception;

    private Listener(AcceptingChannel<StreamConnection> accepting, ByteBufferPool buffers, Reception reception) {
        this.accepting = accepting;
        this.buffers = buffers;
        this.reception = reception;
    }

    /**
     * Listens.
     *
     * @param bounds of what is taken from a connection, and how many there are
     * @param budget of what they hold together
     * @param counts will hold what goes over this listener's connections
     * @param sinks what a socket's sink is replaced by
     * @param tls what is put over each of them; plain where it is empty
     * @throws IOException where the address cannot be bound
     */
    public static Listener open(
            XnioWorker worker,
            InetSocketAddress address,
            HttpHandler handler,
            Bounds bounds,
            Budget budget,
            WireCounts counts,
            UnaryOperator<StreamSinkConduit> sinks,
            Optional<TlsLayer> tls)
            throws IOException {
        ByteBufferPool buffers =
                new DefaultByteBufferPool(true, tls.isPresent() ? POOLED_RECORD_BYTES : POOLED_BUFFER_BYTES);
        HttpOpenListener http = new HttpOpenListener(
                buffers,
                OptionMap.builder()
                        // the guard refuses a head that is too large; Undertow counts what came in one read with it
                        .set(UndertowOptions.MAX_HEADER_SIZE, bounds.headBytes() + POOLED_BUFFER_BYTES)
                        .set(
                                UndertowOptions.REQUEST_PARSE_TIMEOUT,
                                Math.toIntExact(bounds.requestTime().toMillis()))
                        .set(
                                UndertowOptions.NO_REQUEST_TIMEOUT,
                                Math.toIntExact(bounds.idleTime().toMillis()))
                        .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                        .getMap());
        http.setRootHandler(handler);
        Reception reception = new Reception(bounds, budget, tls.isPresent(), http, counts);
        AcceptingChannel<StreamConnection> accepting = worker.createStreamConnectionServer(
                address,
                ChannelListeners.openListenerAdapter(accepted -> {
                    count(accepted, counts.sockets(), sinks);
                    reception.receive(tls.isEmpty() ? accepted : secured(accepted, tls.get(), buffers, bounds, counts));
                }),
                OptionMap.builder()
                        .set(Options.TCP_NODELAY, true)
                        .set(Options.REUSE_ADDRESSES, true)
                        .set(Options.SEND_BUFFER, SEND_BUFFER_BYTES)
                        .set(Options.BACKLOG, BACKLOG)
                        .getMap());
        accepting.resumeAccepts();
        return new Listener(accepting, buffers, reception);
    }

    private static void count(StreamConnection connection, ByteCounts counts, UnaryOperator<StreamSinkConduit> sinks) {
        connection
                .getSourceChannel()
                .setConduit(new CountingSource(connection.getSourceChannel().getConduit(), counts));
        StreamSinkConduit sink = sinks.apply(connection.getSinkChannel().getConduit());
        connection.getSinkChannel().setConduit(new CountingSink(sink, counts));
    }

    private static StreamConnection secured(
            StreamConnection accepted, TlsLayer tls, ByteBufferPool buffers, Bounds bounds, WireCounts counts) {
        StreamConnection secure = tls.over(accepted, buffers, bounds.requestTime());
        count(secure, counts.aboveTls(), UnaryOperator.identity());
        return secure;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) accepting.getLocalAddress();
    }

    /** Accepts no more; connections stay. */
    public void stopAccepting() {
        IoUtils.safeClose(accepting);
    }

    /** Closes whatever is still open. */
    public void closeConnections() {
        stopAccepting();
        reception.closeAll();
    }

    /** Gives the buffers back: to be called when no IO thread runs any more, for what it has still to do may want one. */
    public void releaseBuffers() {
        buffers.close();
    }

    /** Both. */
    @Override
    public void close() {
        closeConnections();
        releaseBuffers();
    }
}
