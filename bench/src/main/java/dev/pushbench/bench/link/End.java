package dev.pushbench.bench.link;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A socket of a passage: the user's or the server's. For the loop's thread. */
final class End {
    /** Small, so that what a slow reader does not read is kept by its server and not here. */
    static final int SOCKET_BUFFER_BYTES = 64 * 1024;

    /** Linger of 0 s: closing sends a RST and forgets what was not sent (socket(7), SO_LINGER). */
    private static final int AT_ONCE = 0;

    private final Passage passage;
    private final SocketChannel socket;
    private final SelectionKey key;

    private End(Passage passage, SocketChannel socket, SelectionKey key) {
        this.passage = passage;
        this.socket = socket;
        this.key = key;
    }

    /** Registers a socket, for nothing yet. */
    static End of(Passage passage, SocketChannel socket, Selector selector) throws IOException {
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
        End end = new End(passage, socket, socket.register(selector, 0));
        end.key.attach(end);
        return end;
    }

    Passage passage() {
        return passage;
    }

    SocketChannel socket() {
        return socket;
    }

    int readyOperations() {
        return key.isValid() ? key.readyOps() : 0;
    }

    void wants(int operation) {
        if (key.isValid()) {
            key.interestOpsOr(operation);
        }
    }

    void doesNotWant(int operation) {
        if (key.isValid()) {
            key.interestOpsAnd(~operation);
        }
    }

    boolean isOpen() {
        return socket.isOpen();
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket cannot be closed: " + e.getMessage(), e);
        }
    }

    void reset() {
        try {
            socket.setOption(StandardSocketOptions.SO_LINGER, AT_ONCE);
        } catch (IOException gone) {
            // The other side was faster: there is nothing left to be reset.
        }
        close();
    }
}
