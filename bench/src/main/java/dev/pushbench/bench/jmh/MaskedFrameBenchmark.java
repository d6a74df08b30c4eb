package dev.pushbench.bench.jmh;

import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.Limits;
import dev.pushbench.server.websocket.FrameParser;
import dev.pushbench.server.websocket.ProtocolViolation;
import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Role;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.TextFrame;
import org.openjdk.jmh.annotations.Benchmark;

/** A publication on a WebSocket: masked by the client (Java-WebSocket makes its frames), unmasked by the server. */
public class MaskedFrameBenchmark extends Measured {
    private ByteBuffer publication = ByteBuffer.wrap(EventFormat.publication(Specimen.DUE_NANOS, Specimen.data()));
    private Draft_6455 client = DraftOf.role(Role.CLIENT);
    private Draft_6455 server = DraftOf.role(Role.SERVER);
    private ByteBuffer heap = makeByJavaWebSocket();
    private ByteBuffer direct = Specimen.read(heap);
    private Seen seen = new Seen();
    private FrameParser parser = new FrameParser(seen, Limits.MOST_PUBLICATION_BYTES);

    /** Returns the payload bytes told of so far. */
    @Benchmark
    public long parse() throws ProtocolViolation {
        parser.read(direct.rewind());
        return seen.payloadBytes;
    }

    /** The same frame, from the heap, which is what Java-WebSocket needs. */
    @Benchmark
    public List<Framedata> parseByJavaWebSocket() throws InvalidDataException {
        return server.translateFrame(heap.rewind());
    }

    /** The frame that the others read; each is masked with another key. */
    @Benchmark
    public final ByteBuffer makeByJavaWebSocket() {
        TextFrame frame = new TextFrame();
        frame.setPayload(publication.rewind());
        return client.createBinaryFrame(frame);
    }

    private static final class Seen implements FrameParser.Listener {
        private long payloadBytes;

        @Override
        public void message(byte[] payload, boolean text) {
            payloadBytes += payload.length;
        }

        @Override
        public void ping(byte[] payload) {
            throw new IllegalStateException("a message was taken for a ping");
        }

        @Override
        public void close(int code) {
            throw new IllegalStateException("a message was taken for a close, code " + code);
        }
    }
}
