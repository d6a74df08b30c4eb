package dev.pushbench.server.websocket.stock;

import dev.pushbench.protocol.Subprotocol;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.access.Access;
import dev.pushbench.server.guard.RequestGuard;
import dev.pushbench.server.room.Rooms;
import dev.pushbench.server.websocket.Handshake;
import dev.pushbench.server.wire.GapPolicy;
import dev.pushbench.server.wire.Lanes;
import dev.pushbench.server.wire.ReadRequest;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code GET /ws/{room}} by Undertow's {@link WebSocketProtocolHandshakeHandler}; what may come in is decided as by ours. */
public final class StockWebSocketHandler implements HttpHandler {
    private static final AttachmentKey<Admission> ADMISSION = AttachmentKey.create(Admission.class);
    private static final Set<String> SUBPROTOCOLS =
            Arrays.stream(Subprotocol.values()).map(Subprotocol::token).collect(Collectors.toUnmodifiableSet());

    private final WebSocketProtocolHandshakeHandler stock =
            new WebSocketProtocolHandshakeHandler(List.of(new Hybi13Handshake(SUBPROTOCOLS, false)), this::connected);
    private final Rooms rooms;
    private final Lanes lanes;
    private final GapPolicy gapPolicy;
    private final Access access;

    public StockWebSocketHandler(Rooms rooms, Lanes lanes, GapPolicy gapPolicy, Access access) {
        this.rooms = rooms;
        this.lanes = lanes;
        this.gapPolicy = gapPolicy;
        this.access = access;
    }

    /** What was found out before the upgrade. */
    private record Admission(HttpServerExchange exchange, ReadRequest request, boolean mayPublish) {}

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        Handshake handshake = Handshake.of(exchange);
        ReadRequest request = ReadRequest.of(exchange, Technique.WEBSOCKET, rooms);
        exchange.putAttachment(ADMISSION, new Admission(exchange, request, access.mayPublish(exchange)));
        handshake.offerOnlyAgreed(exchange);
        request.nameCursor(exchange);
        stock.handleRequest(exchange);
    }

    private void connected(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        Admission admission = Objects.requireNonNull(exchange.getAttachment(ADMISSION));
        RequestGuard.lift(admission.exchange());
        new StockConnection(
                        channel,
                        admission.request(),
                        lanes.of(channel.getIoThread()),
                        gapPolicy,
                        admission.mayPublish())
                .start();
    }
}
