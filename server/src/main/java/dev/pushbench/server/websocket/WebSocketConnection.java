package dev.pushbench.server.websocket;

import dev.pushbench.server.guard.Bounds;
import dev.pushbench.server.guard.Budget;
import dev.pushbench.server.publish.Publication;
import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.Room;
import dev.pushbench.server.wire.GapPolicy;
import dev.pushbench.server.wire.LogWriter;
import dev.pushbench.server.wire.ReadRequest;
import dev.pushbench.server.wire.Rejection;
import io.undertow.connector.ByteBufferPool;
import org.xnio.StreamConnection;

/** One upgraded connection of a room: the log goes down, publications come up. */
final class WebSocketConnection implements Conversation.Answers {
    private final Room room;
    private final boolean mayPublish;
    private final LogWriter writer;
    private final Conversation conversation;

    /**
     * A connection that is still to be started.
     *
     * @param deflate whether the client may compress its messages
     * @param mayPublish whether the client's messages are taken; else the first of them ends the connection with 1008
     */
    WebSocketConnection(
            StreamConnection connection,
            ByteBufferPool buffers,
            ReadRequest request,
            Lane lane,
            WebSocketFraming framing,
            GapPolicy gapPolicy,
            Bounds bounds,
            Budget budget,
            boolean deflate,
            boolean mayPublish) {
        this.room = request.room();
        this.mayPublish = mayPublish;
        this.conversation = new Conversation(
                connection, buffers, bounds.frameBytes(), bounds.messageBytes(), deflate, budget, this);
        this.writer = new LogWriter(
                request, lane, connection.getSinkChannel(), framing, gapPolicy, true, conversation::farewellWritten);
    }

    void start() {
        writer.start();
        conversation.start();
    }

    @Override
    public void message(byte[] payload, boolean text) throws ProtocolViolation {
        if (!mayPublish) {
            throw new ProtocolViolation(CloseCode.POLICY_VIOLATION, "publishing needs the publish token");
        }
        try {
            Publication.parse(payload).appendTo(room);
        } catch (Rejection e) {
            throw new ProtocolViolation(closeCode(e), e.reason());
        }
    }

    private static int closeCode(Rejection refused) {
        return switch (refused.status()) {
            case 413 -> CloseCode.TOO_BIG;
            case 503 -> CloseCode.TRY_AGAIN_LATER;
            default -> CloseCode.POLICY_VIOLATION;
        };
    }

    @Override
    public void say(byte[] frame) {
        writer.say(frame);
    }

    @Override
    public void leave(byte[] closeFrame) {
        writer.leave(closeFrame);
    }

    /** What is written is the room's. */
    @Override
    public int heldBytes() {
        return 0;
    }

    @Override
    public void gone() {
        writer.close();
    }
}
