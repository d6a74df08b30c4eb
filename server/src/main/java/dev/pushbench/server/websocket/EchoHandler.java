package dev.pushbench.server.websocket;

import dev.pushbench.server.guard.Budget;
import dev.pushbench.server.guard.RequestGuard;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.OptionalInt;

/**
 * {@code GET /ws-echo}: an upgrade to a connection that gives back what it gets, for whoever tests our end of RFC 6455 by a fuzzing
 * client. It has the frame path of the rooms' connections, and a limit of its own: such clients send 16 MiB.
 */
public final class EchoHandler implements HttpHandler {
    /** Where it is offered. */
    public static final String PATH = "/ws-echo";

    static final int MOST_MESSAGE_BYTES = 16 * 1024 * 1024;

    private final Budget budget;
    private final boolean deflate;

    /** @param deflate whether {@code permessage-deflate} is agreed to where a client offers it */
    public EchoHandler(Budget budget, boolean deflate) {
        this.budget = budget;
        this.deflate = deflate;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Handshake.of(exchange).accept(exchange);
        OptionalInt windowBits = deflate ? PermessageDeflate.agree(exchange) : OptionalInt.empty();
        ByteBufferPool buffers = exchange.getConnection().getByteBufferPool();
        exchange.upgradeChannel((connection, upgraded) -> {
            RequestGuard.lift(connection);
            new EchoConnection(connection, buffers, MOST_MESSAGE_BYTES, windowBits, budget).start();
        });
    }
}
