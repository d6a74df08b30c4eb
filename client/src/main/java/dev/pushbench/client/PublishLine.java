package dev.pushbench.client;

import dev.pushbench.client.http.MalformedResponse;
import dev.pushbench.client.http.RequestHead;
import dev.pushbench.client.http.ResponseParser;
import dev.pushbench.client.tls.SecureSocket;
import dev.pushbench.client.tls.TlsUser;
import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.Routes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The publisher's connection to one server: events go out, acknowledgements come in. For the publisher's thread. */
final class PublishLine implements ResponseParser.Listener, AutoCloseable {
    private static final int CREATED = 201;

    private final InetSocketAddress server;
    private final boolean isOneOfSeveral;
    private final SocketChannel socket;
    private final @Nullable SecureSocket secure;
    private final SelectionKey key;
    private final Seating seating;
    private final List<byte[]> requestHeads = new ArrayList<>();
    private final long[] toldSeqs;
    private final ResponseParser answers = new ResponseParser(this);
    private final ByteBuffer in = ByteBuffer.allocateDirect(16 * 1024);
    private final ByteBuffer out;
    private long acknowledged;
    private long toldSeq;
    private long plainBytesUp;
    private long plainBytesDown;

    private PublishLine(
            LoadPlan plan,
            Seating seating,
            InetSocketAddress server,
            boolean isOneOfSeveral,
            SocketChannel socket,
            @Nullable SecureSocket secure,
            Selector selector)
            throws IOException {
        this.server = server;
        this.seating = seating;
        this.toldSeqs = new long[seating.rooms()];
        this.isOneOfSeveral = isOneOfSeveral;
        this.socket = socket;
        this.secure = secure;
        int bodyBytes =
                EventFormat.publication(0, new byte[plan.publishing().eventBytes() - EventFormat.FIXED_BYTES]).length;
        int longest = 0;
        for (int room = 0; room < seating.rooms(); room++) {
            byte[] head = RequestHead.post(
                    Routes.publish(seating.name(room)), RequestHead.host(server), Routes.JSON, bodyBytes);
            requestHeads.add(head);
            longest = Math.max(longest, head.length);
        }
        this.out = ByteBuffer.allocateDirect(longest + bodyBytes);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.configureBlocking(false);
        this.key = socket.register(selector, SelectionKey.OP_READ);
    }

    /**
     * Connects, and blocks until it has, the handshake of TLS included.
     *
     * @param tls of the publisher; plain where it is empty
     * @param isOneOfSeveral whether other servers get the same events: each must then give them the same numbers
     */
    static PublishLine open(
            LoadPlan plan,
            Seating seating,
            InetSocketAddress server,
            boolean isOneOfSeveral,
            Optional<TlsUser> tls,
            Selector selector)
            throws IOException {
        SocketChannel socket = SocketChannel.open(server);
        try {
            SecureSocket secure = null;
            if (tls.isPresent()) {
                secure = tls.get().over(socket);
                shake(secure, tls.get());
            }
            return new PublishLine(plan, seating, server, isOneOfSeveral, socket, secure, selector);
        } catch (IOException | RuntimeException unusable) {
            socket.close();
            throw unusable;
        }
    }

    private static void shake(SecureSocket secure, TlsUser tls) throws IOException {
        try {
            secure.shake();
        } catch (IOException failed) {
            throw new IOException(tls.explained(failed), failed);
        }
    }

    /** Puts a request together. */
    void prepare(int room, byte[] publication) {
        out.clear();
        out.put(requestHeads.get(room)).put(publication).flip();
        plainBytesUp += out.remaining();
    }

    /** Writes what the socket takes of it; true where that was all. */
    boolean write() throws IOException {
        if (secure != null) {
            return secure.write(out);
        }
        socket.write(out);
        return !out.hasRemaining();
    }

    /** Waits until more of it can be written, an answer can be read, or so much time is over. */
    void awaitRoom(long longestMillis) throws IOException {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        key.selector().select(longestMillis);
        key.selector().selectedKeys().clear();
        key.interestOps(SelectionKey.OP_READ);
    }

    /** Reads what has come. */
    void readAnswers() throws IOException {
        boolean more = true;
        while (more) {
            in.clear();
            int bytes = secure == null ? socket.read(in) : secure.read(in);
            if (bytes < 0) {
                throw new IOException("the server closed it");
            }
            plainBytesDown += bytes;
            answers.read(in.flip());
            more = secure != null && bytes > 0 && secure.holdsBytes();
        }
    }

    /** Bytes that it has given to the socket, or will: ciphers where there are any. */
    long bytesUp() {
        return secure == null ? plainBytesUp : secure.cipherBytesOut();
    }

    /** Bytes that it has read off the socket, likewise. */
    long bytesDown() {
        return secure == null ? plainBytesDown : secure.cipherBytesIn();
    }

    /** Events that the server said it has taken. */
    long acknowledged() {
        return acknowledged;
    }

    @Override
    public void head(int status, int headBytes) {
        if (status != CREATED) {
            throw new MalformedResponse("a publication was answered " + status);
        }
        toldSeq = 0;
    }

    /** Of {@code {"seq":"42"}} the digits. */
    @Override
    public void body(ByteBuffer bytes, int from, int to) {
        for (int i = from; isOneOfSeveral && i < to; i++) {
            int digit = bytes.get(i) - '0';
            if (digit >= 0 && digit <= 9) {
                toldSeq = toldSeq > Integer.MAX_VALUE ? toldSeq : 10 * toldSeq + digit; // more is of no event of ours
            }
        }
    }

    @Override
    public void framing(int bytes) {}

    /** There is one publisher in each room, so that its first event is the first to every server, and so on. */
    @Override
    public void end(boolean keepAlive) {
        int room = isOneOfSeveral ? seating.roomOfEvent(acknowledged) : 0;
        acknowledged++;
        if (isOneOfSeveral && toldSeq != ++toldSeqs[room]) {
            throw new MalformedResponse("event " + toldSeqs[room] + " has number " + toldSeq + " at "
                    + RequestHead.host(server) + ": someone else publishes in this room");
        }
    }

    @Override
    public void close() throws IOException {
        if (secure != null) {
            secure.close();
        } else {
            socket.close();
        }
    }
}
