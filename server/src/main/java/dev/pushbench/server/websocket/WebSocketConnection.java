package dev.pushbench.server.websocket;

import dev.pushbench.protocol.Limits;
import dev.pushbench.server.publish.Publication;
import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.Room;
import dev.pushbench.server.wire.GapPolicy;
import dev.pushbench.server.wire.LogWriter;
import dev.pushbench.server.wire.ReadRequest;
import dev.pushbench.server.wire.Rejection;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * One upgraded connection: the log goes down, publications come up.
 *
 * <pre>
 *   open ──client's close──▶ close answered ──written──▶ closed
 *     └──violation or shutdown──▶ close sent ──client's close, end of input, or a second──▶ closed
 * </pre>
 */
final class WebSocketConnection implements FrameParser.Listener {
    /** How long a client may take to answer our close frame. */
    private static final int LINGER_MILLIS = 1_000;

    /** A client that never stops sending does not keep its IO thread to itself. */
    private static final int MOST_READS_AT_ONCE = 16;

    private final StreamConnection connection;
    private final ConduitStreamSourceChannel source;
    private final ByteBufferPool buffers;
    private final Room room;
    private final LogWriter writer;
    private final FrameParser parser = new FrameParser(this, Limits.MOST_PUBLICATION_BYTES);
    private boolean refusing;
    private boolean clientClosed;

    WebSocketConnection(
            StreamConnection connection,
            ByteBufferPool buffers,
            ReadRequest request,
            Lane lane,
            WebSocketFraming framing,
            GapPolicy gapPolicy) {
        this.connection = connection;
        this.source = connection.getSourceChannel();
        this.buffers = buffers;
        this.room = request.room();
        this.writer = new LogWriter(request, lane, connection.getSinkChannel(), framing, gapPolicy, this::written);
    }

    void start() {
        writer.start();
        source.setReadListener(channel -> readable());
        source.resumeReads();
        // What came in one packet with the handshake is already in memory: no selector would tell of it.
        readable();
    }

    private void readable() {
        try (PooledByteBuffer pooled = buffers.allocate()) {
            ByteBuffer in = pooled.getBuffer();
            int bytes = source.read(in);
            for (int reads = 1; bytes > 0; reads++) {
                in.flip();
                parse(in);
                in.clear();
                if (reads == MOST_READS_AT_ONCE) {
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
        if (refusing || clientClosed) {
            return; // nothing counts after a close frame or a violation (section 1.4)
        }
        try {
            parser.read(in);
        } catch (ProtocolViolation e) {
            refuse(e.code(), e.reason());
        }
    }

    @Override
    public void message(byte[] payload) {
        if (refusing || clientClosed) {
            return;
        }
        try {
            Publication.parse(payload).appendTo(room);
        } catch (Rejection e) {
            refuse(e.status() == 413 ? CloseCode.TOO_BIG : CloseCode.POLICY_VIOLATION, e.reason());
        }
    }

    @Override
    public void ping(byte[] payload) {
        writer.say(Frames.frame(Frames.PONG, payload));
    }

    @Override
    public void close(int code) {
        clientClosed = true;
        writer.leave(Frames.close(code == CloseCode.NONE ? CloseCode.NORMAL : code, ""));
    }

    private void refuse(int code, String reason) {
        refusing = true;
        writer.leave(Frames.close(code, reason));
        lingerThenGo(); // also where the client does not read, and the close frame is never written
    }

    /** The writer's last bytes are out, or it failed. */
    private void written() {
        if (clientClosed) {
            gone();
            return;
        }
        try {
            connection.getSinkChannel().shutdownWrites();
            connection.getSinkChannel().flush();
            lingerThenGo();
        } catch (IOException e) {
            gone(); // it is gone already
        }
    }

    private void lingerThenGo() {
        connection.getIoThread().executeAfter(this::gone, LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void gone() {
        writer.close();
        IoUtils.safeClose(connection);
    }
}
