package dev.pushbench.server;

import dev.pushbench.server.access.Origins;
import dev.pushbench.server.wire.Rejection;
import dev.pushbench.server.wire.Replies;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.List;

/** Sends a request to the handler of its path, and turns refusals into answers. */
final class Router implements HttpHandler {
    private final List<Route> routes;
    private final Origins origins;

    /** @param prefix the whole path where it does not end in a slash */
    record Route(HttpString method, String prefix, HttpHandler handler) {
        boolean matches(String path) {
            return prefix.endsWith("/") ? path.startsWith(prefix) : path.equals(prefix);
        }
    }

    Router(List<Route> routes, Origins origins) {
        this.routes = List.copyOf(routes);
        this.origins = origins;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        try {
            checkFraming(exchange);
            origins.admit(exchange);
            route(exchange).handleRequest(exchange);
        } catch (Rejection e) {
            Replies.rejected(exchange, e);
        }
    }

    private HttpHandler route(HttpServerExchange exchange) {
        String path = exchange.getRequestPath();
        for (Route route : routes) {
            if (route.matches(path)) {
                if (exchange.getRequestMethod().equals(Methods.OPTIONS) && Origins.isPreflight(exchange)) {
                    return preflight -> Origins.answerPreflight(preflight, route.method());
                }
                if (!route.method().equals(exchange.getRequestMethod())) {
                    exchange.getResponseHeaders()
                            .put(Headers.ALLOW, route.method().toString());
                    throw new Rejection(405, "use " + route.method());
                }
                return route.handler();
            }
        }
        throw new Rejection(404, "there is no such path");
    }

    /**
     * Undertow takes any transfer coding for none: whoever stands before it could see another request (RFC 9112, 11.2). The guard
     * of the connection has refused such a one already; this is the second lock on the same door.
     */
    private static void checkFraming(HttpServerExchange exchange) {
        HeaderValues codings = exchange.getRequestHeaders().get(Headers.TRANSFER_ENCODING);
        HeaderValues lengths = exchange.getRequestHeaders().get(Headers.CONTENT_LENGTH);
        if (codings != null && (codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked"))) {
            exchange.setPersistent(false);
            throw Rejection.badRequest("the only transfer coding is chunked");
        }
        if (lengths != null && (lengths.size() > 1 || codings != null)) {
            exchange.setPersistent(false);
            throw Rejection.badRequest("a body has one length");
        }
        if (exchange.getRequestMethod().equals(Methods.GET) && !exchange.isRequestComplete()) {
            exchange.setPersistent(false);
            throw Rejection.badRequest("a GET has no body"); // a parked one would take it for the next request
        }
    }
}
