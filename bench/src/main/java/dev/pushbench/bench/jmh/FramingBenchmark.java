package dev.pushbench.bench.jmh;

import dev.pushbench.server.sse.SseFraming;
import dev.pushbench.server.streaming.StreamingFraming;
import dev.pushbench.server.websocket.WebSocketFraming;
import dev.pushbench.server.wire.LineFraming;
import java.nio.ByteBuffer;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Role;
import org.java_websocket.framing.TextFrame;
import org.openjdk.jmh.annotations.Benchmark;

/** What each technique puts around an event: made once per event by the server, then shared by all readers. */
public class FramingBenchmark extends Measured {
    private byte[] event = Specimen.event();
    private Draft_6455 draft = DraftOf.role(Role.SERVER);

    /** Polling, long polling: an NDJSON line. */
    @Benchmark
    public byte[] line() {
        return LineFraming.INSTANCE.event(Specimen.SEQ, event);
    }

    /** Streaming: a chunk with a line. */
    @Benchmark
    public byte[] chunk() {
        return StreamingFraming.INSTANCE.event(Specimen.SEQ, event);
    }

    /** SSE: a chunk with a block. */
    @Benchmark
    public byte[] sse() {
        return SseFraming.INSTANCE.event(Specimen.SEQ, event);
    }

    /** WebSocket: a text frame. */
    @Benchmark
    public byte[] webSocket() {
        return WebSocketFraming.TEXT.event(Specimen.SEQ, event);
    }

    /** The same frame, made by Java-WebSocket. */
    @Benchmark
    public ByteBuffer webSocketByJavaWebSocket() {
        TextFrame frame = new TextFrame();
        frame.setPayload(ByteBuffer.wrap(event));
        return draft.createBinaryFrame(frame);
    }
}
