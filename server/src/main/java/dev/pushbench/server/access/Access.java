package dev.pushbench.server.access;

import dev.pushbench.server.wire.Rejection;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Optional;

/**
 * Who may do what.
 *
 * @param publish what a publisher has to show; anyone may publish where there is none
 * @param stats what whoever asks for figures has to show; anyone may where there is none
 * @param origins of pages that browsers may ask for
 * @param openToAll whether an address that others can reach may be bound without both tokens
 */
public record Access(Optional<Token> publish, Optional<Token> stats, Origins origins, boolean openToAll) {
    /** For a server on loopback: no tokens, and only pages of this machine. */
    public static final Access LOCAL = new Access(Optional.empty(), Optional.empty(), Origins.LOCAL, false);

    /** Whether both tokens are there, or nobody wants them. */
    public boolean isFitForStrangers() {
        return openToAll || (publish.isPresent() && stats.isPresent());
    }

    public boolean mayPublish(HttpServerExchange exchange) {
        return publish.isEmpty() || publish.get().isShownBy(exchange);
    }

    /** @throws Rejection 401 */
    public void requirePublish(HttpServerExchange exchange) {
        require(publish, "publishing", exchange);
    }

    /** @throws Rejection 401 */
    public void requireStats(HttpServerExchange exchange) {
        require(stats, "this", exchange);
    }

    private static void require(Optional<Token> token, String what, HttpServerExchange exchange) {
        if (token.isPresent() && !token.get().isShownBy(exchange)) {
            exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer realm=\"pushbench\"");
            throw new Rejection(401, what + " needs a token: send 'Authorization: Bearer TOKEN'");
        }
    }
}
