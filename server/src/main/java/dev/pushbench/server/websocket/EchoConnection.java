package dev.pushbench.server.websocket;

import dev.pushbench.server.guard.Budget;
import io.undertow.connector.ByteBufferPool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;

/**
 * One upgraded connection that gets back what it sends, each message whole and of the kind it was.
 *
 * <p>Nothing is read while an answer waits for the socket, so that it holds two messages at most, one being written and one in
 * parts, and what one read has brought beside them.
 */
final class EchoConnection implements Conversation.Answers {
    /** Java keeps a direct copy of what is written from the heap, as large as the largest write. */
    private static final int MOST_BYTES_AT_ONCE = 64 * 1024;

    private final ConduitStreamSinkChannel sink;
    private final OptionalInt windowBits;
    private final Conversation conversation;
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private boolean leaving;
    private boolean blocked;
    private boolean gone;

    /** @param windowBits of our compressor where messages are compressed (RFC 7692), empty where they are not */
    EchoConnection(
            StreamConnection connection,
            ByteBufferPool buffers,
            int mostMessageBytes,
            OptionalInt windowBits,
            Budget budget) {
        this.sink = connection.getSinkChannel();
        this.windowBits = windowBits;
        this.conversation = new Conversation(
                connection, buffers, mostMessageBytes, mostMessageBytes, windowBits.isPresent(), budget, this);
    }

    void start() {
        sink.setWriteListener(channel -> writable());
        conversation.start();
    }

    @Override
    public void message(byte[] payload, boolean text) {
        int opcode = text ? Frames.TEXT : Frames.BINARY;
        if (windowBits.isPresent()) {
            byte[] compressed = Deflation.ofThread().deflated(payload, windowBits.getAsInt());
            say(Frames.frame(opcode | Frames.COMPRESSED, compressed));
        } else {
            say(Frames.frame(opcode, payload));
        }
    }

    @Override
    public void say(byte[] frame) {
        if (!leaving && !gone) {
            waiting.add(ByteBuffer.wrap(frame));
            write();
        }
    }

    @Override
    public void leave(byte[] closeFrame) {
        if (!leaving && !gone) {
            leaving = true;
            waiting.add(ByteBuffer.wrap(closeFrame));
            write();
        }
    }

    @Override
    public int heldBytes() {
        int bytes = 0;
        for (ByteBuffer frame : waiting) {
            bytes += frame.capacity();
        }
        return bytes;
    }

    @Override
    public void gone() {
        gone = true;
        waiting.clear();
    }

    private void writable() {
        sink.suspendWrites();
        blocked = false;
        write();
        if (!blocked && !gone) {
            conversation.resume();
        }
    }

    private void write() {
        if (blocked || gone) {
            return;
        }
        try {
            while (!waiting.isEmpty()) {
                if (!isWritten(waiting.element())) {
                    block();
                    return;
                }
                waiting.remove();
            }
            if (!sink.flush()) {
                block();
            } else if (leaving) {
                conversation.farewellWritten();
            }
        } catch (IOException e) {
            conversation.farewellWritten(); // the client is gone: nothing else can be written either
        }
    }

    private boolean isWritten(ByteBuffer frame) throws IOException {
        int end = frame.limit();
        while (frame.position() < end) {
            frame.limit(Math.min(end, frame.position() + MOST_BYTES_AT_ONCE));
            int bytes = sink.write(frame);
            frame.limit(end);
            if (bytes == 0) {
                return false;
            }
        }
        return true;
    }

    private void block() {
        blocked = true;
        conversation.pause();
        sink.resumeWrites();
    }
}
