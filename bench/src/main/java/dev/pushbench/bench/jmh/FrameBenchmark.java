package dev.pushbench.bench.jmh;

import dev.pushbench.client.websocket.FrameReader;
import dev.pushbench.server.websocket.WebSocketFraming;
import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Role;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.Framedata;
import org.openjdk.jmh.annotations.Benchmark;

/** The load generator's side of a WebSocket delivery: one plain text frame with an event, in place against parsed. */
public class FrameBenchmark extends Measured {
    private byte[] bytes = WebSocketFraming.TEXT.event(Specimen.SEQ, Specimen.event());
    private ByteBuffer direct = Specimen.read(bytes);
    private ByteBuffer heap = ByteBuffer.wrap(bytes);
    private Seen seen = new Seen();
    private FrameReader reader = new FrameReader(seen);
    private Draft_6455 draft = DraftOf.role(Role.CLIENT);

    /** Returns the payload bytes told of so far. */
    @Benchmark
    public long read() {
        reader.read(direct.rewind());
        return seen.payloadBytes;
    }

    /** The same frame, from the heap, which is what Java-WebSocket needs. */
    @Benchmark
    public List<Framedata> readByJavaWebSocket() throws InvalidDataException {
        return draft.translateFrame(heap.rewind());
    }

    private static final class Seen implements FrameReader.Listener {
        private long payloadBytes;

        @Override
        public void message(ByteBuffer frame, int payloadStart, int length, int headerBytes, int opcode) {
            payloadBytes += length;
        }

        @Override
        public void otherFrame(ByteBuffer wholeFrame) {
            throw new IllegalStateException("a plain frame was not taken for one");
        }
    }
}
