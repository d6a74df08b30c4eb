package dev.pushbench.server.websocket;

import dev.pushbench.protocol.Technique;
import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.Rooms;
import dev.pushbench.server.wire.GapPolicy;
import dev.pushbench.server.wire.Lanes;
import dev.pushbench.server.wire.ReadRequest;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** {@code GET /ws/{room}}: the upgrade. */
public final class WebSocketHandler implements HttpHandler {
    private final Rooms rooms;
    private final Lanes lanes;
    private final GapPolicy gapPolicy;

    public WebSocketHandler(Rooms rooms, Lanes lanes, GapPolicy gapPolicy) {
        this.rooms = rooms;
        this.lanes = lanes;
        this.gapPolicy = gapPolicy;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Handshake handshake = Handshake.of(exchange);
        ReadRequest request = ReadRequest.of(exchange, Technique.WEBSOCKET, rooms);
        handshake.accept(exchange);
        WebSocketFraming framing = WebSocketFraming.of(handshake.subprotocol());
        Lane lane = lanes.of(exchange.getIoThread());
        ByteBufferPool buffers = exchange.getConnection().getByteBufferPool();
        exchange.upgradeChannel((connection, upgraded) ->
                new WebSocketConnection(connection, buffers, request, lane, framing, gapPolicy).start());
    }
}
