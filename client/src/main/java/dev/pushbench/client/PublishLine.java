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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The publisher's way to one server: events go out, acknowledgements come in. For the publisher's thread.
 *
 * <p>The connection is opened again where the server ends it with nothing on its way, or says with an answer that it does
 * ({@code Connection: close}): requests behind that answer are written again, for the server processes none of them (RFC 9112, section 9.6).
 * A request that may or may not have been taken is never written again.
 *
 * <pre>
 *   open ──answered with close, or ended while nothing is unanswered──▶ over ──{@link #reopen}──▶ open
 *     └──ended or reset while something is unanswered──▶ an exception
 * </pre>
 */
final class PublishLine implements ResponseParser.Listener, AutoCloseable {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;

    private static final long LONGEST_WRITING_NANOS = 10_000_000_000L;
    private static final long BETWEEN_LOOKS_MILLIS = 500;

    /** Waiting time after a refusal without a usable Retry-After. */
    private static final long USUAL_RETRY_NANOS = 1_000_000_000;

    private final InetSocketAddress server;
    private final Seating seating;
    private final boolean isOneOfSeveral;
    private final boolean isPipelined;
    private final Optional<TlsUser> tls;
    private final Selector selector;
    private final List<byte[]> requestHeads = new ArrayList<>();
    private final long[] toldSeqs;
    private final Deque<Request> unanswered = new ArrayDeque<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(16 * 1024);
    private final ByteBuffer out;
    private SocketChannel socket;
    private @Nullable SecureSocket secure;
    private SelectionKey key;
    private ResponseParser answers = new ResponseParser(this);
    private boolean isOver;
    private boolean isRefused;
    private long retryAtNanos;
    private long answeredNanos = Long.MIN_VALUE;
    private long acknowledged;
    private long toldSeq;
    private long plainBytesUp;
    private long plainBytesDown;
    private long cipherBytesUpBefore;
    private long cipherBytesDownBefore;

    private static final class Request {
        private final int room;
        private final byte[] publication;

        private Request(int room, byte[] publication) {
            this.room = room;
            this.publication = publication;
        }
    }

    private record Opened(SocketChannel socket, @Nullable SecureSocket secure) {}

    private PublishLine(
            LoadPlan plan,
            Seating seating,
            InetSocketAddress server,
            boolean isOneOfSeveral,
            Optional<TlsUser> tls,
            Selector selector)
            throws IOException {
        this.server = server;
        this.seating = seating;
        this.toldSeqs = new long[seating.rooms()];
        this.isOneOfSeveral = isOneOfSeveral;
        this.isPipelined = plan.publishing().isPipelined();
        this.tls = tls;
        this.selector = selector;
        int bodyBytes =
                EventFormat.publication(0, new byte[plan.publishing().eventBytes() - EventFormat.FIXED_BYTES]).length;
        String[] headerLines = plan.requests().headers().lines().toArray(String[]::new);
        int longest = 0;
        for (int room = 0; room < seating.rooms(); room++) {
            byte[] head = RequestHead.post(
                    Routes.publish(seating.name(room)), RequestHead.host(server), Routes.JSON, bodyBytes, headerLines);
            requestHeads.add(head);
            longest = Math.max(longest, head.length);
        }
        this.out = ByteBuffer.allocateDirect(longest + bodyBytes);
        Opened opened = connected();
        this.socket = opened.socket;
        this.secure = opened.secure;
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
        return new PublishLine(plan, seating, server, isOneOfSeveral, tls, selector);
    }

    private Opened connected() throws IOException {
        SocketChannel opened = SocketChannel.open(server);
        try {
            SecureSocket over = null;
            if (tls.isPresent()) {
                over = tls.get().over(opened);
                shake(over, tls.get());
            }
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            opened.configureBlocking(false);
            return new Opened(opened, over);
        } catch (IOException | RuntimeException unusable) {
            opened.close();
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

    /** Opens the connection again, and writes what is certainly not taken. */
    void reopen() throws IOException {
        cipherBytesUpBefore = cipherBytesUp();
        cipherBytesDownBefore = cipherBytesDown();
        close();
        Opened opened = connected();
        socket = opened.socket;
        secure = opened.secure;
        key = socket.register(selector, SelectionKey.OP_READ);
        answers = new ResponseParser(this);
        isOver = false;
        if (!isRefused) {
            writeUnanswered();
        }
    }

    private void writeUnanswered() throws IOException {
        long deadline = System.nanoTime() + LONGEST_WRITING_NANOS;
        for (Request request : unanswered) {
            fill(request);
            while (!write()) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("the server reads no publications");
                }
                awaitRoom(BETWEEN_LOOKS_MILLIS);
            }
        }
    }

    /** Puts a request together. */
    void prepare(int room, byte[] publication) {
        Request request = new Request(room, publication);
        unanswered.add(request);
        fill(request);
    }

    private void fill(Request request) {
        out.clear();
        out.put(requestHeads.get(request.room)).put(request.publication).flip();
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
        selector.select(longestMillis);
        selector.selectedKeys().clear();
        key.interestOps(SelectionKey.OP_READ);
    }

    /**
     * Reads what has come.
     *
     * @throws IOException where the connection is gone and something is unanswered
     */
    void readAnswers() throws IOException {
        boolean more = !isOver;
        while (more) {
            in.clear();
            int bytes = read();
            if (bytes < 0) {
                ended();
                return;
            }
            plainBytesDown += bytes;
            answers.read(in.flip());
            more = secure != null && bytes > 0 && secure.holdsBytes();
        }
    }

    private int read() throws IOException {
        try {
            return secure == null ? socket.read(in) : secure.read(in);
        } catch (IOException reset) {
            if (unanswered.isEmpty()) {
                return -1; // like any other end, where nothing was on its way
            }
            throw reset;
        }
    }

    private void ended() throws IOException {
        answers.endsInOrder(); // an answer without a length is whole now
        if (!isOver && !unanswered.isEmpty()) {
            throw new IOException("the server closed it with " + unanswered.size()
                    + " publications unanswered, and whether it took them is not known");
        }
        isOver = true;
    }

    /** Whether the server has ended the connection, in a way that lets it be opened again. */
    boolean isOver() {
        return isOver;
    }

    /** When a publication that the server refused is to be written again; empty where none is. */
    OptionalLong retryAtNanos() {
        return isRefused ? OptionalLong.of(retryAtNanos) : OptionalLong.empty();
    }

    /** Writes the publication again that the server refused. */
    void retry() throws IOException {
        isRefused = false;
        writeUnanswered();
    }

    /** Whether another publication may be written. */
    boolean mayWrite() {
        return isPipelined || unanswered.isEmpty();
    }

    /** When the last publication was answered that another had to wait for; the smallest number where there is none. */
    long answeredNanos() {
        return answeredNanos;
    }

    /** Bytes that it has given to the socket, or will: ciphers where there are any. */
    long bytesUp() {
        return tls.isEmpty() ? plainBytesUp : cipherBytesUp();
    }

    /** Bytes that it has read off the socket, likewise. */
    long bytesDown() {
        return tls.isEmpty() ? plainBytesDown : cipherBytesDown();
    }

    private long cipherBytesUp() {
        return cipherBytesUpBefore + (secure == null ? 0 : secure.cipherBytesOut());
    }

    private long cipherBytesDown() {
        return cipherBytesDownBefore + (secure == null ? 0 : secure.cipherBytesIn());
    }

    /** Events that the server said it has taken. */
    long acknowledged() {
        return acknowledged;
    }

    @Override
    public void head(int status, int headBytes) {
        boolean asksToRetry = status == TOO_MANY_REQUESTS || status == SERVICE_UNAVAILABLE;
        if (asksToRetry && !isPipelined) {
            isRefused = true;
            long seconds = answers.retryAfterSeconds();
            retryAtNanos = System.nanoTime() + (seconds < 0 ? USUAL_RETRY_NANOS : TimeUnit.SECONDS.toNanos(seconds));
        } else if (status < 200 || status > 299) {
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
        isOver |= !keepAlive;
        if (isRefused) {
            return;
        }
        if (unanswered.poll() == null) {
            throw new MalformedResponse("an answer to no publication");
        }
        if (!isPipelined) {
            answeredNanos = System.nanoTime();
        }
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
