package dev.pushbench.server.handicap;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;

/** Gives each answer a header that says nothing and has a known size. */
public final class PaddedAnswers implements HttpHandler {
    private static final HttpString NAME = HttpString.tryFromString("X");

    /** Of {@code X: }, and of the CRLF. */
    private static final int BYTES_BESIDE_VALUE = 5;

    private final HttpHandler next;
    private final String value;

    /** @param lineBytes of the header's whole line, its CRLF included; at least 6 */
    public PaddedAnswers(HttpHandler next, int lineBytes) {
        this.next = next;
        this.value = "x".repeat(lineBytes - BYTES_BESIDE_VALUE);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.getResponseHeaders().put(NAME, value);
        next.handleRequest(exchange);
    }
}
