package dev.pushbench.server.sse.stock;

import dev.pushbench.protocol.Technique;
import dev.pushbench.server.room.Rooms;
import dev.pushbench.server.wire.GapPolicy;
import dev.pushbench.server.wire.Lanes;
import dev.pushbench.server.wire.ReadRequest;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code GET /sse/{room}} by Undertow's {@link ServerSentEventHandler}. */
public final class StockSseHandler implements HttpHandler {
    private static final AttachmentKey<StockStream> STREAM = AttachmentKey.create(StockStream.class);

    private final ServerSentEventHandler stock = new ServerSentEventHandler(StockSseHandler::connected);
    private final SharedText texts = new SharedText();
    private final Rooms rooms;
    private final Lanes lanes;
    private final GapPolicy gapPolicy;
    private final Duration heartbeat;

    public StockSseHandler(Rooms rooms, Lanes lanes, GapPolicy gapPolicy, Duration heartbeat) {
        this.rooms = rooms;
        this.lanes = lanes;
        this.gapPolicy = gapPolicy;
        this.heartbeat = heartbeat;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        ReadRequest request = ReadRequest.of(exchange, Technique.SSE, rooms);
        exchange.putAttachment(
                STREAM,
                new StockStream(exchange, request, lanes.of(exchange.getIoThread()), gapPolicy, heartbeat, texts));
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        request.nameCursor(exchange);
        stock.handleRequest(exchange);
    }

    /** On a thread of the worker. */
    private static void connected(ServerSentEventConnection connection, @Nullable String lastEventId) {
        Objects.requireNonNull(connection.getAttachment(STREAM)).open(connection);
    }
}
