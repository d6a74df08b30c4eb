package dev.pushbench.server.websocket;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.util.HashSet;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The negotiation of {@code permessage-deflate} (RFC 7692, section 7.1). The first offer that is well-formed is accepted. Both
 * sides are told not to take contexts over, whether they offered it or not (sections 7.1.1.1 and 7.1.1.2); the client's window may
 * be as large as it likes.
 */
final class PermessageDeflate {
    private static final HttpString EXTENSIONS = HttpString.tryFromString("Sec-WebSocket-Extensions");
    private static final String NAME = "permessage-deflate";
    private static final String ANSWER = NAME + "; server_no_context_takeover; client_no_context_takeover";
    private static final Pattern PARAMETER = Pattern.compile("([a-z_]+)(?:=(?:\"([0-9]+)\"|([0-9]+)))?");
    private static final Pattern BITS = Pattern.compile("[89]|1[0-5]");
    private static final String SERVER_BITS = "server_max_window_bits";

    private PermessageDeflate() {}

    /** The bits of our window where it is agreed on; writes the answer's header if so. */
    static OptionalInt agree(HttpServerExchange exchange) {
        HeaderValues offers = exchange.getRequestHeaders().get(EXTENSIONS);
        if (offers == null) {
            return OptionalInt.empty();
        }
        for (String header : offers) {
            for (String offer : header.split(",", -1)) {
                OptionalInt windowBits = windowBits(offer.strip().split("\\s*;\\s*", -1));
                if (windowBits.isPresent()) {
                    // whoever asks for a window is to be told that it gets it (section 7.1.2.1)
                    String window = offer.contains(SERVER_BITS) ? "; " + SERVER_BITS + "=" + windowBits.getAsInt() : "";
                    exchange.getResponseHeaders().put(EXTENSIONS, ANSWER + window);
                    return windowBits;
                }
            }
        }
        return OptionalInt.empty();
    }

    /** What the offer asks our window to be; empty where a parameter is unknown, there twice, or of a value that it cannot have. */
    private static OptionalInt windowBits(String[] nameAndParameters) {
        int windowBits = Deflation.MOST_WINDOW_BITS;
        Set<String> seen = new HashSet<>();
        if (!nameAndParameters[0].equals(NAME)) {
            return OptionalInt.empty();
        }
        for (int i = 1; i < nameAndParameters.length; i++) {
            Matcher parameter = PARAMETER.matcher(nameAndParameters[i]);
            if (!parameter.matches()) {
                return OptionalInt.empty();
            }
            String name = Objects.requireNonNull(parameter.group(1));
            @Nullable String value = parameter.group(2) != null ? parameter.group(2) : parameter.group(3);
            boolean isBits = value != null && BITS.matcher(value).matches();
            boolean acceptable = switch (name) {
                case "server_no_context_takeover", "client_no_context_takeover" -> value == null;
                case "client_max_window_bits" -> value == null || isBits;
                case SERVER_BITS -> isBits;
                default -> false;
            };
            if (!acceptable || !seen.add(name)) {
                return OptionalInt.empty();
            }
            if (name.equals(SERVER_BITS) && value != null) {
                windowBits = Integer.parseInt(value);
            }
        }
        return OptionalInt.of(windowBits);
    }
}
