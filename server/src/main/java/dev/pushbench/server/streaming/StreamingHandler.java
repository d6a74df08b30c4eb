package dev.pushbench.server.streaming;

import dev.pushbench.protocol.Routes;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.room.Rooms;
import dev.pushbench.server.wire.ChunkedStream;
import dev.pushbench.server.wire.GapPolicy;
import dev.pushbench.server.wire.Lanes;
import dev.pushbench.server.wire.ReadRequest;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** {@code GET /stream/{room}}. */
public final class StreamingHandler implements HttpHandler {
    private final Rooms rooms;
    private final Lanes lanes;
    private final GapPolicy gapPolicy;

    public StreamingHandler(Rooms rooms, Lanes lanes, GapPolicy gapPolicy) {
        this.rooms = rooms;
        this.lanes = lanes;
        this.gapPolicy = gapPolicy;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        ReadRequest request = ReadRequest.of(exchange, Technique.STREAMING, rooms);
        ChunkedStream.open(
                exchange,
                request,
                lanes.of(exchange.getIoThread()),
                StreamingFraming.INSTANCE,
                gapPolicy,
                Routes.NDJSON);
    }
}
