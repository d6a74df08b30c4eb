package dev.pushbench.server.guard;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Stands between a connection's socket and Undertow, and passes on nothing but whole and unambiguous HTTP: Undertow's parser takes
 * much that RFC 9112 does not allow, and answers what it does refuse with an empty 400 or with silence.
 *
 * <pre>
 *   scanning ──bad byte, no answer begun──▶ refused: answer written, input thrown away ──end, or a second──▶ closed
 *      │  └────bad byte where an answer has begun──▶ its reader gets a {@link BrokenRequest}
 *      └──{@link #lift}──▶ passing everything: the connection speaks another protocol now
 * </pre>
 *
 * <p>Confined to the connection's IO thread, but for the reads of whoever works on a request elsewhere.
 */
public final class RequestGuard extends AbstractStreamSourceConduit<StreamSourceConduit> {
    /** Of a refused request this much is read and thrown away, so that the answer is not lost in a reset. */
    private static final int MOST_DRAINED_BYTES = 1024 * 1024;

    private static final int LINGER_MILLIS = 1_000;
    private static final int EXPIRY_MILLIS = 50;

    private final StreamConnection connection;
    private final StreamSinkConduit socketSink;
    private final Guards guards;

    /** Of a request that has begun and is not over. */
    private @Nullable RequestScanner scanner;

    private boolean lifted;
    private long heldBytes;
    private @Nullable ByteBuffer held;
    private @Nullable Refusal refusal;
    private boolean awaitsFirstByte;
    private boolean draining;
    private int drained;
    private XnioExecutor.@Nullable Key bodyTimer;

    RequestGuard(StreamConnection connection, Guards guards) {
        super(connection.getSourceChannel().getConduit());
        this.connection = connection;
        this.socketSink = connection.getSinkChannel().getConduit();
        this.guards = guards;
    }

    /** Lets everything pass from here on; to be called when the connection has been upgraded. */
    public static void lift(StreamConnection connection) {
        of(connection.getSourceChannel().getConduit()).lifted = true;
    }

    /** The same for the connection that a request came on, before or after it is upgraded. */
    public static void lift(HttpServerExchange exchange) {
        of(((AbstractServerConnection) exchange.getConnection()).getOriginalSourceConduit()).lifted = true;
    }

    private static RequestGuard of(StreamSourceConduit conduit) {
        if (conduit instanceof RequestGuard guard) {
            return guard;
        }
        throw new IllegalStateException("nobody guards this connection");
    }

    /**
     * Answers the connection with this, whatever it may ask, and closes it. To be called before anything is read.
     *
     * @param atFirstByte whether only a client that has begun to ask can be answered, as where TLS comes first
     */
    public void turnAway(int status, String reason, boolean atFirstByte) {
        awaitsFirstByte = atFirstByte;
        refusal = new Refusal(status, reason);
        connection.getSourceChannel().setReadListener(source -> discard());
        connection.getSourceChannel().wakeupReads();
    }

    /** The connection is closed: nothing is held any more. */
    public void dismiss() {
        holds(0);
    }

    private boolean holds(long bytes) {
        boolean allowed = guards.budget().allows(heldBytes, bytes);
        heldBytes = allowed ? bytes : heldBytes;
        return allowed;
    }

    private void discard() {
        try {
            if (read(ByteBuffer.allocate(1024)) < 0) {
                IoUtils.safeClose(connection);
            }
        } catch (IOException e) {
            IoUtils.safeClose(connection); // gone before it had its answer
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (lifted) {
            return held == null ? next.read(into) : takeHeld(into);
        }
        if (refusal != null) {
            return refuse(into, refusal);
        }
        int start = into.position();
        int bytes = held == null ? next.read(into) : takeHeld(into);
        if (bytes <= 0) {
            awaitBody(bytes == 0);
            return bytes;
        }
        return passed(into, start, start + bytes);
    }

    private int passed(ByteBuffer into, int start, int end) throws IOException {
        RequestScanner following = scanner == null ? guards.idleScanner() : scanner;
        int good = following.scan(into, start, end);
        keep(following);
        if (good == end && !following.isBroken()) {
            awaitBody(false);
            if (!holds(following.bodyBytes())) {
                into.position(start);
                refusal = new Refusal(503, "the server receives as much at once as it can hold; try again later");
                return refuse(into, refusal);
            }
            return end - start;
        }
        if (!following.isBroken()) { // an upgrade: the rest is frames if it is granted, else another request
            held = ByteBuffer.allocate(end - good).put(0, into, good, end - good);
            into.position(good);
            return good - start;
        }
        Refusal found = new Refusal(following.status(), following.reason());
        refusal = found;
        int kept = Math.max(start, following.requestStart());
        into.position(kept);
        return kept > start ? kept - start : refuse(into, found); // requests before it are answered first
    }

    private void keep(RequestScanner following) {
        if (following.isBetweenRequests()) {
            scanner = null;
        } else if (scanner == null) {
            scanner = following;
            guards.idleScannerIsTaken();
        }
    }

    private int takeHeld(ByteBuffer into) {
        ByteBuffer from = held;
        if (from == null) {
            return 0;
        }
        int bytes = Math.min(into.remaining(), from.remaining());
        into.put(from.duplicate().limit(from.position() + bytes));
        from.position(from.position() + bytes);
        if (!from.hasRemaining()) {
            held = null;
        }
        return bytes;
    }

    private int refuse(ByteBuffer into, Refusal found) throws IOException {
        if (awaitsFirstByte) {
            int start = into.position();
            int bytes = next.read(into);
            into.position(start);
            awaitsFirstByte = bytes == 0;
            if (bytes <= 0) {
                return bytes;
            }
        }
        if (!draining) {
            draining = true;
            awaitBody(false);
            connection.getIoThread().executeAfter(this::expire, LINGER_MILLIS, TimeUnit.MILLISECONDS);
            if (connection.getSinkChannel().getConduit() != socketSink) {
                throw new BrokenRequest(
                        found.status(), found.reason()); // its answer has begun, or is its reader's to give
            }
            socketSink.write(ByteBuffer.wrap(found.answer())); // an idle socket takes it whole
            socketSink.terminateWrites();
            socketSink.flush();
        }
        return drain(into);
    }

    /** Whoever still reads here, as a parked request does, learns of the end by reading; where nobody does, it just comes. */
    private void expire() {
        drained = MOST_DRAINED_BYTES;
        connection.getSourceChannel().wakeupReads();
        connection
                .getIoThread()
                .executeAfter(() -> IoUtils.safeClose(connection), EXPIRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private int drain(ByteBuffer into) throws IOException {
        int start = into.position();
        int bytes = next.read(into);
        into.position(start);
        drained += Math.max(0, bytes);
        if (bytes < 0 || drained >= MOST_DRAINED_BYTES) {
            IoUtils.safeClose(connection);
            return -1;
        }
        return 0;
    }

    /** Undertow knows no time by which a body has to be there. */
    private void awaitBody(boolean nothingCame) {
        if (scanner == null || !scanner.isInBody() || draining) {
            if (bodyTimer != null) {
                bodyTimer.remove();
                bodyTimer = null;
            }
        } else if (nothingCame && bodyTimer == null) {
            bodyTimer = connection
                    .getIoThread()
                    .executeAfter(
                            () -> IoUtils.safeClose(connection),
                            guards.bounds().requestTime().toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    /** What is held here is readable, though the socket has nothing. */
    @Override
    public void resumeReads() {
        if (held != null || (refusal != null && !draining && !awaitsFirstByte)) {
            next.wakeupReads();
        } else {
            next.resumeReads();
        }
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (into[i].hasRemaining()) {
                return read(into[i]);
            }
        }
        return 0;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
    }

    @Override
    public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target) throws IOException {
        return IoUtils.transfer(new ConduitReadableByteChannel(this), count, throughBuffer, target);
    }
}
