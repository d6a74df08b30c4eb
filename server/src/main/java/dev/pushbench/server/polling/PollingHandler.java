package dev.pushbench.server.polling;

import dev.pushbench.protocol.Technique;
import dev.pushbench.server.room.Rooms;
import dev.pushbench.server.wire.EventAnswer;
import dev.pushbench.server.wire.Lanes;
import dev.pushbench.server.wire.ReadRequest;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** {@code GET /poll/{room}}. */
public final class PollingHandler implements HttpHandler {
    private final Rooms rooms;
    private final Lanes lanes;

    public PollingHandler(Rooms rooms, Lanes lanes) {
        this.rooms = rooms;
        this.lanes = lanes;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        ReadRequest request = ReadRequest.of(exchange, Technique.POLLING, rooms);
        EventAnswer.send(exchange, request, lanes.of(exchange.getIoThread()));
    }
}
