package dev.pushbench.client.user;

import dev.pushbench.client.measure.ByteClass;
import dev.pushbench.protocol.Technique;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** How a server ends a connection on which it has delivered one event. */
@SuppressWarnings("ImmutableEnumChecker") // never changed
enum Ending {
    CONNECTION_CLOSE(true, polls(), exchange -> {
        exchange.voice.ask();
        exchange.answer("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + exchange.lineBytes());
        exchange.connection.awaitEnd();
    }),
    CONNECTION_CLOSE_WITHOUT_AN_EVENT(true, polls(), exchange -> {
        exchange.voice.event(exchange.seq);
        exchange.voice.ask();
        exchange.connection.write(ByteClass.HEAD, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        exchange.connection.awaitEnd();
    }),
    EVERY_20TH_ANSWER(true, polls(), exchange -> {
        for (int answers = 1; answers < 20; answers++) {
            exchange.voice.heartbeat();
        }
        CONNECTION_CLOSE.script.play(exchange);
    }),
    HTTP_1_0(true, polls(), exchange -> {
        exchange.voice.ask();
        exchange.answer("HTTP/1.0 200 OK\r\nContent-Length: " + exchange.lineBytes());
        exchange.connection.endOutput();
    }),
    LAST_CHUNK_OF_AN_ANSWER(true, polls(), exchange -> {
        exchange.voice.ask();
        exchange.connection.write(
                ByteClass.HEAD, "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
        exchange.connection.write(ByteClass.FRAMING, Integer.toHexString(exchange.lineBytes()) + "\r\n");
        exchange.connection.write(ByteClass.PAYLOAD, Voice.eventText(exchange.seq));
        exchange.connection.write(ByteClass.FRAMING, "\n\r\n0\r\n\r\n");
        exchange.connection.awaitEnd();
    }),
    BODY_UNTIL_CLOSE(true, polls(), exchange -> {
        exchange.voice.ask();
        exchange.answer("HTTP/1.0 200 OK\r\nContent-Type: application/x-ndjson");
        exchange.connection.endOutput();
    }),
    FIN_AFTER_AN_ANSWER(true, polls(), exchange -> {
        exchange.voice.event(exchange.seq);
        exchange.connection.endOutput();
    }),
    FIN_AFTER_THE_NEXT_REQUEST(true, polls(), exchange -> {
        exchange.voice.event(exchange.seq);
        exchange.voice.ask();
        exchange.connection.endOutput();
    }),
    LAST_CHUNK_OF_A_STREAM(true, streams(), exchange -> {
        exchange.voice.greet();
        exchange.voice.event(exchange.seq);
        exchange.connection.write(ByteClass.FRAMING, "0\r\n\r\n");
        exchange.connection.awaitEnd();
    }),
    STREAM_UNTIL_CLOSE(true, streams(), exchange -> {
        boolean sse = exchange.voice.ask().startsWith("GET " + Technique.SSE.pathPrefix());
        exchange.connection.write(ByteClass.HEAD, "HTTP/1.0 200 OK\r\n\r\n");
        exchange.connection.write(ByteClass.FRAMING, sse ? "data:" : "");
        exchange.connection.write(ByteClass.PAYLOAD, Voice.eventText(exchange.seq));
        exchange.connection.write(ByteClass.FRAMING, sse ? "\n\n" : "\n");
        exchange.connection.endOutput();
    }),
    CLOSE_FRAME_1000(true, webSocket(), exchange -> {
        exchange.closeFrame(0x03, 0xe8);
        exchange.connection.endOutput();
    }),
    CLOSE_FRAME_1001(true, webSocket(), exchange -> {
        exchange.closeFrame(0x03, 0xe9);
        exchange.connection.endOutput();
    }),
    CLOSE_FRAME_WITHOUT_A_CODE(true, webSocket(), exchange -> {
        exchange.closeFrame();
        exchange.connection.endOutput();
    }),
    CLOSE_FRAME_AND_RESET(true, webSocket(), exchange -> {
        exchange.closeFrame(0x03, 0xe9);
        exchange.connection.reset();
    }),
    CLOSE_FRAME_1011(false, webSocket(), exchange -> {
        exchange.closeFrame(0x03, 0xf3);
        exchange.connection.endOutput();
    }),
    CLOSE_FRAME_1013(false, webSocket(), exchange -> {
        exchange.closeFrame(0x03, 0xf5);
        exchange.connection.endOutput();
    }),
    FIN_WITHOUT_THE_LAST_CHUNK_OR_A_CLOSE_FRAME(
            false, EnumSet.of(Technique.STREAMING, Technique.SSE, Technique.WEBSOCKET), exchange -> {
                exchange.voice.greet();
                exchange.voice.event(exchange.seq);
                exchange.connection.endOutput();
            }),
    FIN_WITHIN_A_HEAD(false, polls(), exchange -> {
        exchange.voice.event(exchange.seq);
        exchange.voice.ask();
        exchange.connection.write(ByteClass.HEAD, "HTTP/1.1 2");
        exchange.connection.endOutput();
    }),
    FIN_WITHIN_AN_EVENT(false, EnumSet.allOf(Technique.class), exchange -> {
        exchange.voice.greet();
        exchange.voice.event(exchange.seq);
        exchange.voice.halfEvent(exchange.seq + 1);
        exchange.connection.endOutput();
    }),
    FIN_WITHIN_A_LINE_UNTIL_CLOSE(false, polls(), exchange -> {
        exchange.voice.ask();
        exchange.answer("HTTP/1.0 200 OK");
        exchange.connection.write(ByteClass.FRAMING, "{\"seq\":");
        exchange.connection.endOutput();
    }),
    RESET_BEFORE_THE_ANSWER(true, polls(), exchange -> {
        exchange.voice.event(exchange.seq);
        exchange.arrival.await(exchange.seq);
        exchange.voice.ask();
        exchange.connection.reset();
    }),
    RESET(false, EnumSet.of(Technique.STREAMING, Technique.SSE, Technique.WEBSOCKET), exchange -> {
        exchange.voice.greet();
        exchange.voice.event(exchange.seq);
        exchange.arrival.await(exchange.seq);
        exchange.connection.reset();
    });

    final boolean isOrderly;
    final Set<Technique> techniques;
    final Script script;

    Ending(boolean isOrderly, Set<Technique> techniques, Script script) {
        this.isOrderly = isOrderly;
        this.techniques = techniques;
        this.script = script;
    }

    /** What is played on a connection, from the user's first request on. */
    interface Script {
        void play(Exchange exchange) throws Exception;
    }

    /** Waits until the user has read that event, and all before. */
    interface Arrival {
        void await(long seq) throws Exception;
    }

    /** A connection, and the event that is delivered on it. */
    record Exchange(Voice voice, ScriptedConnection connection, long seq, Arrival arrival) {
        int lineBytes() {
            return Voice.eventText(seq).length + 1;
        }

        private void answer(String head) throws IOException {
            connection.write(ByteClass.HEAD, head + "\r\n\r\n");
            connection.write(ByteClass.PAYLOAD, Voice.eventText(seq));
            connection.write(ByteClass.FRAMING, "\n");
        }

        /** An event, a close frame, and the user's answer to it. */
        private void closeFrame(int... code) throws IOException {
            voice.greet();
            voice.event(seq);
            byte[] frame = new byte[2 + code.length];
            frame[0] = (byte) 0x88;
            frame[1] = (byte) code.length;
            for (int i = 0; i < code.length; i++) {
                frame[2 + i] = (byte) code[i];
            }
            connection.write(ByteClass.CONTROL, frame);
            if (connection.frame().firstByte() != 0x88) {
                throw new AssertionError("a close frame was not answered by one");
            }
        }
    }

    private static Set<Technique> polls() {
        return EnumSet.of(Technique.POLLING, Technique.LONG_POLLING);
    }

    private static Set<Technique> streams() {
        return EnumSet.of(Technique.STREAMING, Technique.SSE);
    }

    private static Set<Technique> webSocket() {
        return EnumSet.of(Technique.WEBSOCKET);
    }
}
