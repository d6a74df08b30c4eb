package dev.pushbench.server.wire;

import dev.pushbench.protocol.Routes;
import dev.pushbench.server.room.Entry;
import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.Room;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The answer of both kinds of polling: every retained event after the cursor, or that there is none. */
public final class EventAnswer {
    private static final ByteBuffer[] NO_BUFFERS = {};

    private EventAnswer() {}

    /** Answers with what there is: 200 and lines, or 204. To be called on the exchange's IO thread. */
    public static void send(HttpServerExchange exchange, ReadRequest request, Lane lane) {
        request.nameCursor(exchange);
        List<ByteBuffer> lines = linesAfter(request.room(), request.after(), lane);
        if (request.tellsLog()) {
            lines.add(0, ByteBuffer.wrap(LineFraming.INSTANCE.log(request.log(), request.after())));
        }
        if (lines.isEmpty()) {
            exchange.setStatusCode(204);
            exchange.endExchange();
            return;
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, Routes.NDJSON);
        exchange.getResponseHeaders()
                .put(
                        Headers.CONTENT_LENGTH,
                        lines.stream().mapToLong(ByteBuffer::remaining).sum());
        exchange.getResponseSender().send(lines.toArray(NO_BUFFERS), IoCallback.END_EXCHANGE);
    }

    private static List<ByteBuffer> linesAfter(Room room, long after, Lane lane) {
        long last = room.last();
        List<ByteBuffer> lines = new ArrayList<>(1);
        long first = room.first();
        long next = after + 1;
        boolean gap = next < first;
        if (gap) {
            lines.add(ByteBuffer.wrap(LineFraming.INSTANCE.gap(first, first - next)));
            next = first;
        }
        int events = 0;
        for (; next <= last; next++) {
            Entry entry = room.entry(next);
            if (entry == null) {
                // It fell out of retention between the look at first() and now: what came before is thrown away, not
                // sent
                // out of order, and the look is taken again.
                return linesAfter(room, after, lane);
            }
            lines.add(entry.framed(LineFraming.INSTANCE).duplicate());
            events++;
        }
        lane.delivered(events);
        if (gap) {
            lane.gapTold();
        }
        return lines;
    }
}
