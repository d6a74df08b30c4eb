package dev.pushbench.server.access;

import dev.pushbench.protocol.Routes;
import dev.pushbench.server.wire.Rejection;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whose pages a browser may let ask this server. A request without {@code Origin} is not a page's; pages of this machine are let
 * in; all others only where they are listed, because a browser asks in the name of whoever sits before it (RFC 6455, section 10.2).
 * The address that the request was sent to says nothing: a page can have its name resolved to ours.
 *
 * @param listed such as {@code https://example.org}, in lower case; they may also read the answers (CORS)
 * @param any whether every page may
 */
public record Origins(Set<String> listed, boolean any) {
    public static final Origins LOCAL = new Origins(Set.of(), false);

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#@\\s]+");
    private static final Pattern THIS_MACHINE =
            Pattern.compile("https?://(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?");

    private static final HttpString ALLOW_ORIGIN = HttpString.tryFromString("Access-Control-Allow-Origin");
    private static final HttpString ALLOW_METHODS = HttpString.tryFromString("Access-Control-Allow-Methods");
    private static final HttpString ALLOW_HEADERS = HttpString.tryFromString("Access-Control-Allow-Headers");
    private static final HttpString EXPOSE_HEADERS = HttpString.tryFromString("Access-Control-Expose-Headers");
    private static final HttpString MAX_AGE = HttpString.tryFromString("Access-Control-Max-Age");
    private static final HttpString REQUEST_METHOD = HttpString.tryFromString("Access-Control-Request-Method");
    private static final String ANY = "*";

    public Origins {
        listed = Set.copyOf(listed);
    }

    /** @throws IllegalArgumentException where one is neither an origin nor {@code *} */
    public static Origins of(List<String> texts) {
        Set<String> origins =
                texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        for (String origin : origins) {
            if (!origin.equals(ANY) && !FORM.matcher(origin).matches()) {
                throw new IllegalArgumentException(
                        "an origin is a scheme, a host and perhaps a port, such as https://example.org, or *; not '"
                                + origin + "'");
            }
        }
        return new Origins(origins, origins.contains(ANY));
    }

    /**
     * Lets a page's request in, with the headers that let it read the answer where it is listed.
     *
     * @throws Rejection 403
     */
    public void admit(HttpServerExchange exchange) {
        String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        if (origin == null) {
            return;
        }
        String given = origin.toLowerCase(Locale.ROOT);
        if (any || listed.contains(given)) {
            exchange.getResponseHeaders()
                    .put(ALLOW_ORIGIN, origin)
                    .put(EXPOSE_HEADERS, Routes.CURSOR_HEADER)
                    .put(Headers.VARY, "Origin");
        } else if (!THIS_MACHINE.matcher(given).matches()) {
            throw new Rejection(
                    403, "pages of this origin are not let in; the server's --allow-origin names those that are");
        }
    }

    /** Whether this is a browser's question whether a page may send such a request (the Fetch standard's preflight). */
    public static boolean isPreflight(HttpServerExchange exchange) {
        return exchange.getRequestHeaders().contains(REQUEST_METHOD)
                && exchange.getRequestHeaders().contains(Headers.ORIGIN);
    }

    /** Answers it; a page that is only let in, but not listed, gets no headers, and its browser does not send the request. */
    public static void answerPreflight(HttpServerExchange exchange, HttpString method) {
        HeaderMap answer = exchange.getResponseHeaders();
        if (answer.contains(ALLOW_ORIGIN)) {
            answer.put(ALLOW_METHODS, method.toString())
                    .put(ALLOW_HEADERS, "Authorization, Content-Type, Last-Event-ID")
                    .put(MAX_AGE, "600");
        }
        exchange.setStatusCode(204);
        exchange.endExchange();
    }
}
