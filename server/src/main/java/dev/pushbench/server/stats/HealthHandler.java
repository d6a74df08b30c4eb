package dev.pushbench.server.stats;

import dev.pushbench.server.wire.Replies;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** {@code GET /healthz}: answers where the server lives. */
public final class HealthHandler implements HttpHandler {
    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Replies.json(exchange, 200, "{\"status\":\"up\"}\n");
    }
}
