package dev.pushbench.bench.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user's connection through the link.
 *
 * <pre>
 *   taken ──half a round trip──▶ connecting ──▶ stands ──both have ended, or one is reset──▶ closed
 *     └─ the user's first bytes are let in after a round trip: then its handshake would have been over
 * </pre>
 */
final class Passage {
    private final RelayLoop loop;
    private final int slot;
    private final Lane up;
    private final Lane down;
    private final Doom doom;
    private @Nullable End user;
    private @Nullable End server;
    private long movedNanos;
    private boolean isAnswered;
    private boolean isCut;
    private boolean closed;

    /** @param slot that no other open passage has */
    Passage(RelayLoop loop, int slot, long number) {
        this.loop = loop;
        this.slot = slot;
        this.up = loop.upLane(this, number);
        this.down = loop.downLane(this, number);
        this.doom = new Doom(loop, this);
    }

    /** A user has connected. */
    void open(SocketChannel socket) throws IOException {
        long nowNanos = System.nanoTime();
        movedNanos = nowNanos;
        End end = End.of(this, socket, loop.selector());
        user = end;
        down.to(end);
        up.opens(nowNanos + loop.roundTripNanos());
        up.askForConnection(nowNanos + loop.roundTripNanos() / 2);
        up.from(end);
    }

    /** What the user asked for has come to the server. */
    void connect(long nowNanos) {
        try {
            SocketChannel socket = SocketChannel.open();
            End end = End.of(this, socket, loop.selector());
            server = end;
            socket.setOption(StandardSocketOptions.SO_RCVBUF, End.SOCKET_BUFFER_BYTES);
            Optional<InetAddress> source = loop.source(slot);
            if (source.isPresent()) {
                socket.bind(new InetSocketAddress(source.get(), 0));
            }
            if (socket.connect(loop.server())) {
                stands(end);
            } else {
                up.block();
                end.wants(SelectionKey.OP_CONNECT);
            }
        } catch (IOException refused) {
            refused(nowNanos);
        }
    }

    private void finishConnect(End end) {
        end.doesNotWant(SelectionKey.OP_CONNECT);
        try {
            end.socket().finishConnect();
            stands(end);
            up.unblock(System.nanoTime());
        } catch (IOException refused) {
            refused(System.nanoTime());
        }
    }

    private void stands(End end) {
        up.to(end);
        down.from(end);
    }

    private void refused(long nowNanos) {
        End end = server;
        if (end != null) {
            down.aborted(end, nowNanos);
        } else {
            reset();
        }
    }

    /** Something can be done with one of its sockets. */
    void ready(End end) {
        int operations = end.readyOperations();
        if ((operations & SelectionKey.OP_CONNECT) != 0) {
            finishConnect(end);
        }
        Lane reads = isUser(end) ? up : down;
        Lane writes = isUser(end) ? down : up;
        if (!closed && (operations & SelectionKey.OP_WRITE) != 0) {
            end.doesNotWant(SelectionKey.OP_WRITE);
            writes.unblock(System.nanoTime());
        }
        if (!closed && end.isOpen() && (operations & SelectionKey.OP_READ) != 0) {
            reads.read(end);
        }
    }

    private boolean isUser(End end) {
        return end == user;
    }

    Lane otherThan(Lane lane) {
        return lane == up ? down : up;
    }

    /** One side has said all. */
    void ended(@Nullable End receiver) {
        if (up.isFinished() && down.isFinished()) {
            close();
            return;
        }
        try {
            if (receiver != null) {
                receiver.socket().shutdownOutput();
            }
        } catch (IOException gone) {
            // Its own end or reset is read next.
        }
    }

    /** Bytes came. */
    void moved(long nowNanos) {
        movedNanos = nowNanos;
    }

    /** Bytes were written to the end of that lane. */
    void gave(Lane lane, long nowNanos) {
        movedNanos = nowNanos;
        if (lane == down && !isAnswered) {
            isAnswered = true;
            doom.await(nowNanos);
        }
    }

    long movedNanos() {
        return movedNanos;
    }

    /**
     * Resets the user's connection; what is under way is lost. To the server its own ends, and what it writes until it has seen that is
     * taken, counted and lost: a reset there would lose what it writes at that instant, and nobody could tell how much it was.
     *
     * @return whether the server is still waited for
     */
    boolean cut() {
        End toUser = user;
        up.drain();
        if (toUser != null) {
            toUser.reset();
        }
        down.discard();
        End toServer = server;
        isCut = true;
        if (toServer == null || !toServer.socket().isConnected()) {
            reset();
            return false;
        }
        try {
            toServer.socket().shutdownOutput();
            return true;
        } catch (IOException gone) {
            reset();
            return false;
        }
    }

    /** A sender has said all, to nobody. */
    void endedUnheard() {
        if (isCut) {
            close();
        }
    }

    /** Ends it at both ends at once; what is under way is lost. */
    void reset() {
        if (!closed) {
            up.drain();
            down.drain();
            End toUser = user;
            if (toUser != null) {
                toUser.reset();
            }
            End toServer = server;
            if (toServer != null) {
                toServer.reset();
            }
            leave();
        }
    }

    private void close() {
        if (!closed) {
            up.discard();
            down.discard();
            End toUser = user;
            if (toUser != null) {
                toUser.close();
            }
            End toServer = server;
            if (toServer != null) {
                toServer.close();
            }
            leave();
        }
    }

    private void leave() {
        closed = true;
        loop.schedule().remove(doom);
        loop.left(slot);
    }
}
