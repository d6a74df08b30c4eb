package dev.pushbench.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.http.Allocations;
import dev.pushbench.client.http.EventSink;
import dev.pushbench.client.http.NdjsonReader;
import dev.pushbench.client.http.PollRequest;
import dev.pushbench.client.http.ResponseParser;
import dev.pushbench.client.measure.DeliveryLedger;
import dev.pushbench.client.measure.UserLedger;
import dev.pushbench.client.sse.SseReader;
import dev.pushbench.client.websocket.FrameReader;
import dev.pushbench.protocol.EventFormat;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A delivery allocates nothing, whole or cut: thousands of steps stay below what one object each would take. */
final class NoAllocationTest {
    private static final int STEPS = 10_000;
    private static final String EVENT =
            new String(EventFormat.event(1, 1, "x".repeat(60).getBytes(ISO_8859_1)), ISO_8859_1);

    private final UserLedger user = new DeliveryLedger().user(0);
    private final EventSink sink = new EventSink() {
        private long seq;

        @Override
        public void event(ByteBuffer text, int start, int lengthBytes) {
            seq++;
            user.received(seq, EventFormat.dueNanos(text, start));
        }

        @Override
        public void gap(ByteBuffer text, int start, int lengthBytes) {}

        @Override
        public void heartbeat(int bytes) {}

        @Override
        public void framing(int bytes) {}
    };

    @Test
    void ofAStreamInChunks() {
        NdjsonReader lines = new NdjsonReader(sink);
        ResponseParser parser = new ResponseParser(listener(lines));
        ByteBuffer head = direct("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        parser.read(head);
        assertNothingIsAllocated(
                direct(Integer.toHexString(EVENT.length() + 1) + "\r\n" + EVENT + "\n\r\n"), parser::read);
    }

    @Test
    void ofAPollThatIsAnswered() {
        ResponseParser parser = new ResponseParser(listener(new NdjsonReader(sink)));
        PollRequest request = new PollRequest("/poll/main", "", "localhost", "");
        ByteBuffer out = ByteBuffer.allocateDirect(request.mostBytes());
        ByteBuffer answer =
                direct("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nPushbench-Cursor: 7\r\nContent-Length: "
                        + (EVENT.length() + 1) + "\r\n\r\n" + EVENT + "\n");
        assertNothingIsAllocated(answer, in -> {
            request.write(out.clear(), user.cursor());
            parser.read(in);
        });
    }

    @Test
    void ofAnEventStream() {
        SseReader reader = new SseReader(sink);
        assertNothingIsAllocated(
                direct("id: 1\ndata: " + EVENT + "\n\n:\n\n"), in -> reader.read(in, in.position(), in.limit()));
    }

    @Test
    void ofAFrame() {
        FrameReader reader = new FrameReader(new FrameReader.Listener() {
            @Override
            public void message(ByteBuffer bytes, int payloadStart, int payloadBytes, int headerBytes, int opcode) {
                sink.event(bytes, payloadStart, payloadBytes);
            }

            @Override
            public void otherFrame(ByteBuffer wholeFrame) {
                throw new IllegalStateException("plain frames only");
            }
        });
        assertNothingIsAllocated(direct("\u0081~\u0000" + (char) EVENT.length() + EVENT), reader::read);
    }

    private void assertNothingIsAllocated(ByteBuffer in, Consumer<ByteBuffer> reader) {
        int cut = in.limit() / 2;
        int limit = in.limit();
        long bytes = Allocations.bytesOf(STEPS, () -> {
            reader.accept(in.position(0).limit(limit));
            reader.accept(in.position(0).limit(cut));
            reader.accept(in.limit(limit).position(cut));
        });

        assertThat(user.cursor()).isEqualTo(2L * (STEPS + 1));
        assertThat(bytes).isLessThan(STEPS * 8L);
    }

    private static ResponseParser.Listener listener(NdjsonReader lines) {
        return new ResponseParser.Listener() {
            @Override
            public void head(int status, int headBytes) {}

            @Override
            public void body(ByteBuffer bytes, int from, int to) {
                lines.read(bytes, from, to);
            }

            @Override
            public void framing(int bytes) {}

            @Override
            public void end(boolean keepAlive) {}
        };
    }

    private static ByteBuffer direct(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        return ByteBuffer.allocateDirect(bytes.length).put(0, bytes);
    }
}
