package dev.pushbench.server.websocket;

import dev.pushbench.server.guard.Budget;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * The reading half of an upgraded connection, and how it ends (RFC 6455, sections 5 and 7). Confined to the connection's IO thread.
 *
 * <pre>
 *   open ──client's close──▶ close answered ─┐
 *     └──violation or shutdown──▶ close sent ┴─written──▶ half closed ──end of input, or a second──▶ closed
 * </pre>
 */
final class Conversation implements FrameParser.Listener {
    /** The writing half, and what messages are for. */
    interface Answers {
        /** @throws ProtocolViolation where the message is refused: the connection is closed with that code */
        void message(byte[] payload, boolean text) throws ProtocolViolation;

        /** Writes this control frame as soon as the frames before it allow. */
        void say(byte[] frame);

        /** Writes this close frame and no more, then calls {@link Conversation#farewellWritten}. */
        void leave(byte[] closeFrame);

        /** Bytes that wait to be written, beyond what is shared with others. */
        int heldBytes();

        /** The connection is being closed; there is nothing to write to any more. */
        void gone();
    }

    /** How long a client may take to answer our close frame, or to close the connection after it answered. */
    private static final int LINGER_MILLIS = 1_000;

    /** A client that never stops sending does not keep its IO thread to itself. */
    private static final int MOST_READS_AT_ONCE = 16;

    private final StreamConnection connection;
    private final ConduitStreamSourceChannel source;
    private final ByteBufferPool buffers;
    private final int mostFrameBytes;
    private final int mostMessageBytes;
    private final boolean deflate;
    private final Budget budget;
    private final Answers answers;

    /** Null between messages: most clients only listen, and there are thousands of them. */
    private @Nullable FrameParser parser;

    private int heldBytes;
    private boolean over;
    private boolean paused;

    Conversation(
            StreamConnection connection,
            ByteBufferPool buffers,
            int mostFrameBytes,
            int mostMessageBytes,
            boolean deflate,
            Budget budget,
            Answers answers) {
        this.connection = connection;
        this.source = connection.getSourceChannel();
        this.buffers = buffers;
        this.mostFrameBytes = mostFrameBytes;
        this.mostMessageBytes = mostMessageBytes;
        this.deflate = deflate;
        this.budget = budget;
        this.answers = answers;
    }

    void start() {
        source.setReadListener(channel -> readable());
        source.resumeReads();
        // What came in one packet with the handshake is already in memory: no selector would tell of it.
        readable();
    }

    /** Reads no more until {@link #resume}; a client that does not read its answers is asked nothing more. */
    void pause() {
        paused = true;
        source.suspendReads();
    }

    void resume() {
        paused = false;
        account();
        source.resumeReads();
    }

    private void readable() {
        try (PooledByteBuffer pooled = buffers.allocate()) {
            ByteBuffer in = pooled.getBuffer();
            int bytes = source.read(in);
            for (int reads = 1; bytes > 0; reads++) {
                in.flip();
                parse(in);
                in.clear();
                if (reads == MOST_READS_AT_ONCE || paused) {
                    return; // the others' turn; the selector tells of the rest
                }
                bytes = source.read(in);
            }
            if (bytes < 0) {
                gone();
            }
        } catch (IOException e) {
            gone(); // a reset is a departure like any other
        }
    }

    private void parse(ByteBuffer in) {
        if (over) {
            return; // nothing counts after a close frame or a violation (section 1.4)
        }
        FrameParser parsing =
                parser == null ? new FrameParser(this, mostFrameBytes, mostMessageBytes, deflate) : parser;
        parser = parsing;
        try {
            parsing.read(in);
            parser = parsing.isBetweenMessages() ? null : parsing;
            if (!account()) {
                throw new ProtocolViolation(
                        CloseCode.TRY_AGAIN_LATER, "the server receives as much at once as it can hold");
            }
        } catch (ProtocolViolation e) {
            leave(Frames.close(e.code(), e.reason()));
        }
    }

    /** Tells the budget what is held now; false where there is not so much left. */
    private boolean account() {
        int parsed = parser == null ? 0 : parser.heldBytes();
        int now = over ? 0 : parsed + answers.heldBytes();
        boolean allowed = budget.allows(heldBytes, now);
        heldBytes = allowed ? now : heldBytes;
        return allowed;
    }

    @Override
    public void message(byte[] payload, boolean text) throws ProtocolViolation {
        answers.message(payload, text);
    }

    @Override
    public void ping(byte[] payload) {
        answers.say(Frames.frame(Frames.PONG, payload));
    }

    @Override
    public void close(int code) {
        leave(Frames.close(code == CloseCode.NONE ? CloseCode.NORMAL : code, ""));
    }

    private void leave(byte[] closeFrame) {
        over = true;
        answers.leave(closeFrame);
        lingerThenGo(); // also where the client does not read, and the close frame is never written
    }

    /**
     * The last bytes are out, or writing has failed. Closing at once could destroy them on their way, where the client has sent
     * something that was not read.
     */
    void farewellWritten() {
        if (!connection.isOpen()) {
            gone(); // closed by the server itself, whose threads may take no timers any more
            return;
        }
        try {
            connection.getSinkChannel().shutdownWrites();
            connection.getSinkChannel().flush();
            if (!over) {
                over = true;
                lingerThenGo();
            }
            if (paused) {
                resume();
            }
        } catch (IOException e) {
            gone(); // it is gone already
        }
    }

    private void lingerThenGo() {
        connection.getIoThread().executeAfter(this::gone, LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void gone() {
        over = true;
        account();
        answers.gone();
        IoUtils.safeClose(connection);
    }
}
