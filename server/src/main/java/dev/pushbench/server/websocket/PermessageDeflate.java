package dev.pushbench.server.websocket;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The negotiation of {@code permessage-deflate} (RFC 7692, section 7.1). The first offer that can be kept is accepted: Java's
 * compressor has a window of 32 KiB, so that an offer which asks for a smaller one of ours is declined. Both sides are told not to
 * take contexts over, whether they offered it or not (sections 7.1.1.1 and 7.1.1.2).
 */
final class PermessageDeflate {
    private static final HttpString EXTENSIONS = HttpString.tryFromString("Sec-WebSocket-Extensions");
    private static final String NAME = "permessage-deflate";
    private static final String ANSWER = NAME + "; server_no_context_takeover; client_no_context_takeover";
    private static final Pattern PARAMETER = Pattern.compile("([a-z_]+)(?:=(?:\"([0-9]+)\"|([0-9]+)))?");
    private static final Pattern BITS = Pattern.compile("[89]|1[0-5]");
    private static final String OUR_BITS = "15";

    private PermessageDeflate() {}

    /** Whether it is agreed on; writes the answer's header if so. */
    static boolean agree(HttpServerExchange exchange) {
        HeaderValues offers = exchange.getRequestHeaders().get(EXTENSIONS);
        if (offers == null) {
            return false;
        }
        for (String header : offers) {
            for (String offer : header.split(",", -1)) {
                if (isAcceptable(offer.strip().split("\\s*;\\s*", -1))) {
                    exchange.getResponseHeaders().put(EXTENSIONS, ANSWER);
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether each parameter is known, there once, of a value that it may have, and one that we can keep. */
    private static boolean isAcceptable(String[] nameAndParameters) {
        if (!nameAndParameters[0].equals(NAME)) {
            return false;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 1; i < nameAndParameters.length; i++) {
            Matcher parameter = PARAMETER.matcher(nameAndParameters[i]);
            if (!parameter.matches()) {
                return false;
            }
            String name = Objects.requireNonNull(parameter.group(1));
            if (!seen.add(name)) {
                return false;
            }
            @Nullable String value = parameter.group(2) != null ? parameter.group(2) : parameter.group(3);
            boolean acceptable = switch (name) {
                case "server_no_context_takeover", "client_no_context_takeover" -> value == null;
                case "client_max_window_bits" ->
                    value == null || BITS.matcher(value).matches();
                case "server_max_window_bits" -> OUR_BITS.equals(value);
                default -> false;
            };
            if (!acceptable) {
                return false;
            }
        }
        return true;
    }
}
