package dev.pushbench.server.sse;

import dev.pushbench.protocol.Routes;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.room.Rooms;
import dev.pushbench.server.wire.ChunkedStream;
import dev.pushbench.server.wire.GapPolicy;
import dev.pushbench.server.wire.Lanes;
import dev.pushbench.server.wire.ReadRequest;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** {@code GET /sse/{room}}. */
public final class SseHandler implements HttpHandler {
    private final Rooms rooms;
    private final Lanes lanes;
    private final GapPolicy gapPolicy;
    private final SseFraming naming;

    public SseHandler(Rooms rooms, Lanes lanes, GapPolicy gapPolicy) {
        this.rooms = rooms;
        this.lanes = lanes;
        this.gapPolicy = gapPolicy;
        this.naming = SseFraming.naming(rooms.log());
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        ReadRequest request = ReadRequest.of(exchange, Technique.SSE, rooms);
        ChunkedStream.open(
                exchange,
                request,
                lanes.of(exchange.getIoThread()),
                request.namesLog() ? naming : SseFraming.INSTANCE,
                gapPolicy,
                Routes.EVENT_STREAM);
    }
}
