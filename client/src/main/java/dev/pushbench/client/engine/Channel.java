package dev.pushbench.client.engine;

import dev.pushbench.client.tls.SecureSocket;
import dev.pushbench.client.tls.TlsUser;
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
 *   connecting ──▶ (shaking hands ──▶) open ──close()──▶ (lingering ──▶) closed
 *        └────────────────┴─────────────┴──lost──▶ closed, and the handler is told
 * </pre>
 *
 * What is in brackets is of TLS alone. A connection that lingers has taken leave, and reads until the server has too: else bytes that the
 * server has sent were on the wire and counted by nobody.
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

        /**
         * It stood, and the server has ended it with a FIN, or a close_notify of TLS. Everything that the server sent was read. Called instead
         * of {@link #lost}.
         *
         * @param nowNanos when the end was read off the socket
         */
        default void ended(String reason, long nowNanos) {
            lost(true, reason);
        }

        /** One of the calls above threw: a defect of ours. The connection is closed, and nothing else is called. */
        void failed(RuntimeException defect);
    }

    private static final String CLOSED_BY_SERVER = "the server closed the connection";

    /** More than that a server that does not read is not owed. */
    private static final int MAX_UNWRITTEN_BYTES = 16 * 1024 * 1024;

    /** How long a server has to answer our leave. */
    private static final long LINGER_NANOS = 2_000_000_000L;

    private final EventLoop loop;
    private final SocketChannel socket;
    private final Handler handler;
    private final @Nullable TlsUser user;
    private @Nullable SecureSocket secure;
    private @Nullable SelectionKey key;
    private @Nullable ByteBuffer unwritten;
    private final long askedNanos = System.nanoTime();
    private boolean stood;
    private boolean closed;
    private boolean reading = true;

    private Channel(EventLoop loop, SocketChannel socket, @Nullable TlsUser user, Handler handler) {
        this.loop = loop;
        this.socket = socket;
        this.user = user;
        this.handler = handler;
    }

    static Channel connect(
            EventLoop loop,
            InetSocketAddress address,
            Optional<InetAddress> source,
            Optional<TlsUser> tls,
            int receiveBufferBytes,
            Handler handler) {
        SocketChannel socket;
        try {
            socket = SocketChannel.open();
        } catch (IOException e) {
            throw new NoSocketException(e);
        }
        Channel channel = new Channel(loop, socket, tls.orElse(null), handler);
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
                channel.later(channel::established); // never inside the call that asked for it
            }
        } catch (IOException e) {
            channel.later(() -> channel.lose(channel.reason(e)));
        }
        return channel;
    }

    /**
     * Writes the bytes, now or when the socket takes them; the buffer may be used again at once.
     *
     * @return the bytes that were remaining in it; 0 where the connection does not stand, or is gone, and none was sent
     */
    public int write(ByteBuffer bytes) {
        int count = bytes.remaining();
        if (closed || !stood) {
            return 0;
        }
        if (unwritten != null && unwritten.remaining() + count > MAX_UNWRITTEN_BYTES) {
            later(() ->
                    readRest("the server reads nothing: " + (MAX_UNWRITTEN_BYTES >> 20) + " MiB wait to be written"));
            return 0;
        }
        try {
            boolean allOut = unwritten == null && writeNow(bytes);
            if (!allOut) {
                keep(bytes);
            }
        } catch (IOException e) {
            String reason = reason(e);
            later(() -> readRest(reason));
            return 0;
        }
        return count;
    }

    /** Sends no more, and still reads: the other side sees the end of its input, and is to close. Nothing more may be written. */
    public void endOutput() {
        if (closed || !stood) {
            return;
        }
        try {
            if (secure != null) {
                secure.sayGoodbye(); // its own end, which tells what it would be told by the other
            } else {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            later(() -> lose(String.valueOf(e.getMessage())));
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
        SecureSocket lingering = secure;
        if (lingering != null && stood && key != null && key.isValid()) {
            lingering.sayGoodbye();
            key.interestOps(SelectionKey.OP_READ);
            loop.schedule(System.nanoTime() + LINGER_NANOS, nowNanos -> closeSocket());
        } else {
            closeSocket();
        }
    }

    private void closeSocket() {
        if (key != null) {
            key.cancel();
        }
        try {
            if (secure != null) {
                secure.close();
            } else {
                socket.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("a socket cannot be closed: " + e.getMessage(), e);
        }
    }

    /** What the handler throws ends this connection, and no other. */
    void ready() {
        try {
            serve();
        } catch (RuntimeException defect) {
            failed(defect);
        }
    }

    private void later(Runnable step) {
        loop.execute(() -> guard(step));
    }

    private void guard(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException defect) {
            failed(defect);
        }
    }

    private void failed(RuntimeException defect) {
        if (defect instanceof NoSocketException) {
            throw defect; // no other user will get one either
        }
        close();
        handler.failed(defect);
    }

    private void serve() {
        SelectionKey ready = key;
        if (closed || ready == null || !ready.isValid()) {
            linger();
            return;
        }
        int operations = ready.readyOps();
        if (secure != null && !stood) {
            shake(secure, ready);
            return;
        }
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
            lose(reason(e));
        }
    }

    private void tcpStands() {
        if (closed) {
            return;
        }
        if (user == null) {
            connected();
        } else if (key != null) {
            secure = user.over(socket);
            shake(secure, key);
        }
    }

    private void shake(SecureSocket shaking, SelectionKey ready) {
        try {
            SecureSocket.Need need = shaking.shake();
            ready.interestOps(need == SecureSocket.Need.WRITE ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            if (need == SecureSocket.Need.NOTHING) {
                if (!reading) {
                    ready.interestOps(0);
                }
                connected();
            }
        } catch (IOException e) {
            lose(reason(e));
        }
    }

    /** The kernel has it; where the way is told to be longer than it is, it does not stand yet. */
    private void established() {
        if (loop.handshakeNanos() == 0) {
            tcpStands();
        } else {
            loop.schedule(askedNanos + loop.handshakeNanos(), nowNanos -> guard(this::tcpStands));
        }
    }

    private void connected() {
        stood = true;
        handler.connected();
    }

    private void read(ByteBuffer in) {
        SecureSocket over = secure;
        if (over != null) {
            readSecurely(over, in);
            return;
        }
        int bytes;
        try {
            bytes = socket.read(in);
        } catch (IOException e) {
            lose(reason(e));
            return;
        }
        received(bytes, in);
    }

    /** Record after record: the selector tells of ciphers on the socket only, not of those that are read already. */
    private void readSecurely(SecureSocket over, ByteBuffer in) {
        int most = in.limit();
        boolean more = true;
        while (more && !closed) {
            in.clear().limit(most);
            int bytes;
            try {
                bytes = over.read(in);
            } catch (IOException e) {
                lose(reason(e));
                return;
            }
            received(bytes, in);
            more = reading && bytes > 0 && over.holdsBytes();
        }
    }

    /** What a read gave, or that there is no more. */
    private void received(int bytes, ByteBuffer in) {
        long nowNanos = System.nanoTime();
        if (bytes < 0) {
            end(nowNanos);
        } else if (bytes > 0) {
            handler.read(in.flip(), nowNanos);
        }
    }

    /** Nothing can be written any more: what the server sent before is still in the socket, and whether it closed in order. */
    private void readRest(String reason) {
        SecureSocket over = secure;
        int bytes = 1;
        while (bytes > 0 && reading && !closed) {
            ByteBuffer in = loop.readBuffer().clear();
            try {
                bytes = over == null ? socket.read(in) : over.read(in);
            } catch (IOException e) {
                bytes = 0;
            }
            received(bytes, in);
        }
        lose(reason);
    }

    /** Reads what the server still says after we took leave. */
    private void linger() {
        SecureSocket over = secure;
        if (over == null || !socket.isOpen()) {
            return;
        }
        try {
            if (over.discard(loop.readBuffer()) < 0) {
                closeSocket();
            }
        } catch (IOException e) {
            closeSocket(); // it did not wait for our leave
        }
    }

    /** False where something is left, of these bytes or of those that TLS made of them. */
    private boolean writeNow(ByteBuffer bytes) throws IOException {
        if (secure != null) {
            return secure.write(bytes);
        }
        socket.write(bytes);
        return !bytes.hasRemaining();
    }

    /** Behind what waits already; the buffer doubles when it is full, so that many small writes are not copied again with each. */
    private void keep(ByteBuffer bytes) {
        ByteBuffer all =
                unwritten == null ? ByteBuffer.allocate(bytes.remaining()).limit(0) : unwritten;
        if (all.capacity() - all.limit() < bytes.remaining()) {
            int room = Math.max(2 * all.remaining(), all.remaining() + bytes.remaining());
            all = ByteBuffer.allocate(room).put(all).flip();
        }
        int end = all.limit();
        all.limit(end + bytes.remaining()).put(end, bytes, bytes.position(), bytes.remaining());
        bytes.position(bytes.limit());
        unwritten = all;
        if (key != null) {
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
    }

    private void writeOn(SelectionKey ready) {
        ByteBuffer rest = unwritten;
        try {
            if (rest == null || writeNow(rest)) {
                unwritten = null;
                ready.interestOpsAnd(~SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            readRest(reason(e));
        }
    }

    private String reason(IOException failure) {
        return user == null ? String.valueOf(failure.getMessage()) : user.explained(failure);
    }

    private void end(long nowNanos) {
        if (!stood) {
            lose(CLOSED_BY_SERVER);
        } else if (!closed) {
            close();
            handler.ended(CLOSED_BY_SERVER, nowNanos);
        }
    }

    private void lose(String reason) {
        if (!closed) {
            close();
            handler.lost(stood, reason);
        }
    }
}
