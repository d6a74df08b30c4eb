package dev.pushbench.server.wire;

import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.Routes;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Short whole answers in JSON. */
public final class Replies {
    private Replies() {}

    public static void json(HttpServerExchange exchange, int status, String json) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, Routes.JSON);
        exchange.getResponseSender().send(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@code {"error":"…"}}, on one line. */
    public static void rejected(HttpServerExchange exchange, Rejection rejection) {
        String reason = new String(EventFormat.escape(rejection.reason()), StandardCharsets.UTF_8);
        json(exchange, rejection.status(), "{\"error\":\"" + reason + "\"}\n");
    }
}
