package dev.pushbench.client.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection on an event loop. All calls, both ways, are on the loop's thread.
 *
 * <pre>
 *   connecting ──▶ open ──close()──▶ closed
 *        └───────────┴──lost──▶ closed, and the handler is told
 * </pre>
 */
public final class Channel {
    /** Whoever uses the connection. */
    public interface Handler {
        /** It stands. */
        void connected();

        /**
         * Bytes came.
         *
         * @param in to be read to its limit; valid during the call only
         * @param nowNanos when they were read off the socket: the only clock reading of this read
         */
        void read(ByteBuffer in, long nowNanos);

        /**
         * It never stood, or is gone. Not called where we closed it.
         *
         * @param stood whether {@link #connected} was called
         */
        void lost(boolean stood, String reason);
    }

    private final EventLoop loop;
    private final SocketChannel socket;
    private final Handler handler;
    private @Nullable SelectionKey key;
    private @Nullable ByteBuffer unwritten;
    private final long askedNanos = System.nanoTime();
    private boolean stood;
    private boolean closed;
    private boolean reading = true;

    private Channel(EventLoop loop, SocketChannel socket, Handler handler) {
        this.loop = loop;
        this.socket = socket;
        this.handler = handler;
    }

    static Channel connect(
            EventLoop loop,
            InetSocketAddress address,
            Optional<InetAddress> source,
            int receiveBufferBytes,
            Handler handler) {
        SocketChannel socket;
        try {
            socket = SocketChannel.open();
        } catch (IOException e) {
            throw new IllegalStateException("no socket to be had: " + e.getMessage(), e);
        }
        Channel channel = new Channel(loop, socket, handler);
        try {
            socket.configureBlocking(false);
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (receiveBufferBytes > 0) {
                socket.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes); // before the window is agreed on
            }
            if (source.isPresent()) {
                socket.bind(new InetSocketAddress(source.get(), 0));
            }
            boolean stands = socket.connect(address);
            channel.key =
                    socket.register(loop.selector(), stands ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, channel);
            if (stands) {
                loop.execute(channel::established); // never inside the call that asked for it
            }
        } catch (IOException e) {
            loop.execute(() -> channel.lose(String.valueOf(e.getMessage())));
        }
        return channel;
    }

    /**
     * Writes the bytes, now or when the socket takes them; the buffer may be used again at once.
     *
     * @return the bytes that were remaining in it; 0 where the connection is gone, and none was sent
     */
    public int write(ByteBuffer bytes) {
        int count = bytes.remaining();
        if (closed) {
            return 0;
        }
        try {
            if (unwritten == null) {
                socket.write(bytes);
            }
            if (bytes.hasRemaining()) {
                keep(bytes);
            }
        } catch (IOException e) {
            loop.execute(() -> lose(String.valueOf(e.getMessage())));
            return 0;
        }
        return count;
    }

    /** Sends no more, and still reads: the other side sees the end of its input, and is to close. Nothing more may be written. */
    public void endOutput() {
        if (closed) {
            return;
        }
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            loop.execute(() -> lose(String.valueOf(e.getMessage())));
        }
    }

    /** Leaves in the socket what comes from now on: when its buffers are full, the other side can write no more. */
    public void suspendReading() {
        reading = false;
        if (key != null && stood && !closed) {
            key.interestOpsAnd(~SelectionKey.OP_READ);
        }
    }

    /** Reads again whatever comes. */
    public void resumeReading() {
        reading = true;
        if (key != null && stood && !closed) {
            key.interestOpsOr(SelectionKey.OP_READ);
        }
    }

    /** Reads once, also while reading is suspended, and no more than so many bytes. */
    public void readAtMost(int bytes) {
        if (stood && !closed) {
            ByteBuffer in = loop.readBuffer().clear();
            read(in.limit(Math.min(bytes, in.capacity())));
        }
    }

    /** Closes it; nothing is called back. */
    public void close() {
        closed = true;
        if (key != null) {
            key.cancel();
        }
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket cannot be closed: " + e.getMessage(), e);
        }
    }

    void ready() {
        SelectionKey ready = key;
        if (closed || ready == null || !ready.isValid()) {
            return;
        }
        int operations = ready.readyOps();
        if ((operations & SelectionKey.OP_READ) != 0) {
            read(loop.readBuffer().clear());
        } else if ((operations & SelectionKey.OP_CONNECT) != 0) {
            finishConnect(ready);
        }
        if (!closed && (operations & SelectionKey.OP_WRITE) != 0) {
            writeOn(ready);
        }
    }

    private void finishConnect(SelectionKey ready) {
        try {
            socket.finishConnect();
            ready.interestOps(reading ? SelectionKey.OP_READ : 0);
            established();
        } catch (IOException e) {
            lose(String.valueOf(e.getMessage()));
        }
    }

    /** The kernel has it; where the way is told to be longer than it is, it does not stand yet. */
    private void established() {
        if (loop.handshakeNanos() == 0) {
            connected();
        } else {
            loop.schedule(askedNanos + loop.handshakeNanos(), nowNanos -> connected());
        }
    }

    private void connected() {
        if (!closed) {
            stood = true;
            handler.connected();
        }
    }

    private void read(ByteBuffer in) {
        int bytes;
        try {
            bytes = socket.read(in);
        } catch (IOException e) {
            lose(String.valueOf(e.getMessage()));
            return;
        }
        long nowNanos = System.nanoTime();
        if (bytes < 0) {
            lose("the server closed the connection");
        } else if (bytes > 0) {
            handler.read(in.flip(), nowNanos);
        }
    }

    private void keep(ByteBuffer bytes) {
        ByteBuffer before = unwritten;
        int kept = before == null ? 0 : before.remaining();
        ByteBuffer all = ByteBuffer.allocate(kept + bytes.remaining());
        if (before != null) {
            all.put(before);
        }
        unwritten = all.put(bytes).flip();
        if (key != null) {
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
    }

    private void writeOn(SelectionKey ready) {
        ByteBuffer rest = unwritten;
        try {
            if (rest != null) {
                socket.write(rest);
            }
            if (rest == null || !rest.hasRemaining()) {
                unwritten = null;
                ready.interestOpsAnd(~SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            lose(String.valueOf(e.getMessage()));
        }
    }

    private void lose(String reason) {
        if (!closed) {
            close();
            handler.lost(stood, reason);
        }
    }
}
