package dev.pushbench.server.websocket;

import dev.pushbench.protocol.Technique;
import dev.pushbench.server.access.Access;
import dev.pushbench.server.guard.Bounds;
import dev.pushbench.server.guard.Budget;
import dev.pushbench.server.guard.RequestGuard;
import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.Rooms;
import dev.pushbench.server.wire.GapPolicy;
import dev.pushbench.server.wire.Lanes;
import dev.pushbench.server.wire.ReadRequest;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.OptionalInt;

/** {@code GET /ws/{room}}: the upgrade. */
public final class WebSocketHandler implements HttpHandler {
    private final Rooms rooms;
    private final Lanes lanes;
    private final GapPolicy gapPolicy;
    private final Bounds bounds;
    private final Budget budget;
    private final Access access;
    private final boolean deflate;

    /** @param deflate whether {@code permessage-deflate} is agreed to where a client offers it */
    public WebSocketHandler(
            Rooms rooms,
            Lanes lanes,
            GapPolicy gapPolicy,
            Bounds bounds,
            Budget budget,
            Access access,
            boolean deflate) {
        this.rooms = rooms;
        this.lanes = lanes;
        this.gapPolicy = gapPolicy;
        this.bounds = bounds;
        this.budget = budget;
        this.access = access;
        this.deflate = deflate;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Handshake handshake = Handshake.of(exchange);
        ReadRequest request = ReadRequest.of(exchange, Technique.WEBSOCKET, rooms);
        handshake.accept(exchange);
        request.nameCursor(exchange);
        OptionalInt windowBits = deflate ? PermessageDeflate.agree(exchange) : OptionalInt.empty();
        boolean compressed = windowBits.isPresent();
        // A frame that all readers share is compressed for the largest window; whoever has a smaller one gets it as it
        // is.
        WebSocketFraming framing = WebSocketFraming.of(
                handshake.subprotocol(), windowBits.equals(OptionalInt.of(Deflation.MOST_WINDOW_BITS)));
        Lane lane = lanes.of(exchange.getIoThread());
        ByteBufferPool buffers = exchange.getConnection().getByteBufferPool();
        boolean mayPublish = access.mayPublish(exchange);
        exchange.upgradeChannel((connection, upgraded) -> {
            RequestGuard.lift(connection);
            new WebSocketConnection(
                            connection,
                            buffers,
                            request,
                            lane,
                            framing,
                            gapPolicy,
                            bounds,
                            budget,
                            compressed,
                            mayPublish)
                    .start();
        });
    }
}
