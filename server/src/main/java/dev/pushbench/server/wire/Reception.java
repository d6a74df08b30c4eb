package dev.pushbench.server.wire;

import dev.pushbench.server.guard.Bounds;
import dev.pushbench.server.guard.Budget;
import dev.pushbench.server.guard.Doorman;
import dev.pushbench.server.guard.Guards;
import dev.pushbench.server.guard.RequestGuard;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/** Lets connections in or turns them away, counts them, and knows those that are open. Any thread may come. */
final class Reception {
    /** Connections that are told why they are turned away; those beyond, in a flood, are just closed. */
    private static final int MOST_TURNED_AWAY_AT_ONCE = 256;

    private final Bounds bounds;
    private final boolean overTls;
    private final ChannelListener<StreamConnection> http;
    private final WireCounts counts;
    private final Guards guards;
    private final Doorman doorman;
    private final AtomicInteger turnedAway = new AtomicInteger();

    private final Object lock = new Object();
    private @Nullable Visit latest; // guarded by lock, and so are the visits' neighbours

    /** @param http who serves whoever is let in */
    Reception(
            Bounds bounds, Budget budget, boolean overTls, ChannelListener<StreamConnection> http, WireCounts counts) {
        this.bounds = bounds;
        this.overTls = overTls;
        this.http = http;
        this.counts = counts;
        this.guards = new Guards(bounds, budget);
        this.doorman = new Doorman(bounds);
    }

    /** Lets the connection be served, or turns it away. */
    void receive(StreamConnection connection) {
        counts.accepted();
        RequestGuard guard = guards.post(connection);
        InetSocketAddress peer = connection.getPeerAddress(InetSocketAddress.class);
        InetAddress welcome = null;
        if (peer == null) {
            turnedAway.incrementAndGet();
            IoUtils.safeClose(connection); // it has gone already
        } else if (isWelcome(peer.getAddress(), connection, guard)) {
            welcome = peer.getAddress();
            http.handleEvent(connection);
        }
        new Visit(connection, guard, welcome).begin();
    }

    private boolean isWelcome(InetAddress address, StreamConnection connection, RequestGuard guard) {
        Doorman.Verdict verdict = doorman.enter(address);
        if (verdict == Doorman.Verdict.WELCOME) {
            return true;
        }
        if (turnedAway.incrementAndGet() > MOST_TURNED_AWAY_AT_ONCE) {
            IoUtils.safeClose(connection);
        } else if (verdict == Doorman.Verdict.FULL) {
            guard.turnAway(503, "the server has as many connections as it takes: " + bounds.connections(), overTls);
        } else {
            guard.turnAway(
                    429,
                    "the server takes " + bounds.connectionsPerAddress() + " connections from one address",
                    overTls);
        }
        return false;
    }

    /** Closes whatever is open. */
    void closeAll() {
        List<StreamConnection> open = new ArrayList<>();
        synchronized (lock) {
            for (Visit visit = latest; visit != null; visit = visit.earlier) {
                open.add(visit.connection);
            }
        }
        open.forEach(IoUtils::safeClose);
    }

    /**
     * A connection from when it is accepted until it is closed. There are tens of thousands: it is their close listener, and a link of the
     * list of those that are open, in one.
     */
    private final class Visit implements ChannelListener<StreamConnection> {
        private final StreamConnection connection;
        private final RequestGuard guard;
        private final @Nullable InetAddress welcome;
        private @Nullable ChannelListener<? super StreamConnection> undertows;
        private @Nullable Visit earlier;
        private @Nullable Visit later;
        private boolean isOver;

        /** @param welcome where it comes from, if it was let in */
        Visit(StreamConnection connection, RequestGuard guard, @Nullable InetAddress welcome) {
            this.connection = connection;
            this.guard = guard;
            this.welcome = welcome;
        }

        /** Chains itself behind Undertow's own close listener, of which a connection has just one. */
        void begin() {
            synchronized (lock) {
                earlier = latest;
                if (earlier != null) {
                    earlier.later = this;
                }
                latest = this;
            }
            undertows = connection.getCloseListener();
            connection.setCloseListener(this);
            if (!connection.isOpen()) {
                end(); // nobody may have been told
            }
        }

        @Override
        public void handleEvent(StreamConnection closed) {
            ChannelListeners.invokeChannelListener(closed, undertows);
            end();
        }

        private void end() {
            synchronized (lock) {
                if (isOver) {
                    return;
                }
                isOver = true;
                if (later == null) {
                    latest = earlier;
                } else {
                    later.earlier = earlier;
                }
                if (earlier != null) {
                    earlier.later = later;
                }
            }
            counts.closed();
            if (welcome == null) {
                turnedAway.decrementAndGet();
            } else {
                doorman.leave(welcome);
                guard.dismiss();
            }
        }
    }
}
