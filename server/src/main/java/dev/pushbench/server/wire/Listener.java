package dev.pushbench.server.wire;

import dev.pushbench.server.guard.Bounds;
import dev.pushbench.server.guard.Budget;
import dev.pushbench.server.guard.Doorman;
import dev.pushbench.server.guard.Guards;
import dev.pushbench.server.guard.RequestGuard;
import dev.pushbench.server.tls.TlsLayer;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** The largest record of TLS, 16 KB and what it is wrapped in, has to fit in whole (RFC 8446, section 5.2). */
    private static final int POOLED_RECORD_BYTES = 17 * 1024;

    /** Connections that are told why they are turned away; those beyond, in a flood, are just closed. */
    private static final int MOST_TURNED_AWAY_AT_ONCE = 256;

    private final AcceptingChannel<StreamConnection> accepting;
    private final ByteBufferPool buffers;
    private final Set<StreamConnection> open;

    private Listener(AcceptingChannel<StreamConnection> accepting, ByteBufferPool buffers, Set<StreamConnection> open) {
        this.accepting = accepting;
        this.buffers = buffers;
        this.open = open;
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
        Set<StreamConnection> open = ConcurrentHashMap.newKeySet();
        Guards guards = new Guards(bounds, budget);
        Doorman doorman = new Doorman(bounds);
        AtomicInteger turnedAway = new AtomicInteger();
        AcceptingChannel<StreamConnection> accepting = worker.createStreamConnectionServer(
                address,
                ChannelListeners.openListenerAdapter(accepted -> {
                    count(accepted, counts.sockets(), sinks);
                    StreamConnection connection =
                            tls.isEmpty() ? accepted : secured(accepted, tls.get(), buffers, bounds, counts);
                    counts.accepted();
                    open.add(connection);
                    Runnable whenClosed = admit(connection, bounds, guards, doorman, turnedAway, http, tls.isPresent());
                    countClose(connection, counts, open, whenClosed);
                }),
                OptionMap.builder()
                        .set(Options.TCP_NODELAY, true)
                        .set(Options.REUSE_ADDRESSES, true)
                        .set(Options.BACKLOG, BACKLOG)
                        .getMap());
        accepting.resumeAccepts();
        return new Listener(accepting, buffers, open);
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

    /** Lets Undertow serve the connection, or turns it away; returns what is to be done when it is closed. */
    private static Runnable admit(
            StreamConnection connection,
            Bounds bounds,
            Guards guards,
            Doorman doorman,
            AtomicInteger turnedAway,
            HttpOpenListener http,
            boolean tls) {
        RequestGuard guard = guards.post(connection);
        InetSocketAddress peer = connection.getPeerAddress(InetSocketAddress.class);
        if (peer == null) {
            IoUtils.safeClose(connection); // it has gone already
            return () -> {};
        }
        InetAddress address = peer.getAddress();
        Doorman.Verdict verdict = doorman.enter(address);
        if (verdict == Doorman.Verdict.WELCOME) {
            http.handleEvent(connection);
            return () -> {
                doorman.leave(address);
                guard.dismiss();
            };
        }
        if (turnedAway.incrementAndGet() > MOST_TURNED_AWAY_AT_ONCE) {
            IoUtils.safeClose(connection);
        } else if (verdict == Doorman.Verdict.FULL) {
            guard.turnAway(503, "the server has as many connections as it takes: " + bounds.connections(), tls);
        } else {
            guard.turnAway(
                    429, "the server takes " + bounds.connectionsPerAddress() + " connections from one address", tls);
        }
        return turnedAway::decrementAndGet;
    }

    /** Chains our count behind Undertow's own close listener, of which a connection has just one. */
    private static void countClose(
            StreamConnection connection, WireCounts counts, Set<StreamConnection> open, Runnable whenClosed) {
        ChannelListener<? super StreamConnection> undertows = connection.getCloseListener();
        connection.setCloseListener(closed -> {
            ChannelListeners.invokeChannelListener(closed, undertows);
            if (open.remove(closed)) {
                counts.closed();
                whenClosed.run();
            }
        });
        if (!connection.isOpen() && open.remove(connection)) {
            counts.closed();
            whenClosed.run();
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
    public void closeConnections() {
        stopAccepting();
        open.forEach(IoUtils::safeClose);
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
