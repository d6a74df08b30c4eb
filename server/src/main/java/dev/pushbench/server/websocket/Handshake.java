package dev.pushbench.server.websocket;

import dev.pushbench.protocol.Subprotocol;
import dev.pushbench.server.wire.Rejection;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The opening handshake, server side (RFC 6455, section 4.2).
 *
 * <p>Undertow's own handshake handler answers bad requests with an empty 404 and adds the headers of drafts from before the
 * RFC (about 90 bytes); this one says what is wrong, and sends what the RFC asks for.
 */
public record Handshake(String key, Optional<Subprotocol> agreed) {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    private static final String VERSION = "13";
    private static final HttpString PROTOCOL = HttpString.tryFromString("Sec-WebSocket-Protocol");

    /** @throws Rejection 400 or 426 where the request is no handshake that can be accepted */
    public static Handshake of(HttpServerExchange exchange) {
        HeaderMap request = exchange.getRequestHeaders();
        if (!hasToken(request.get(Headers.UPGRADE), "websocket")
                || !hasToken(request.get(Headers.CONNECTION), "upgrade")) {
            exchange.getResponseHeaders().put(Headers.UPGRADE, "websocket");
            throw new Rejection(426, "this is a WebSocket: send 'Upgrade: websocket' and 'Connection: Upgrade'");
        }
        if (!VERSION.equals(request.getFirst(Headers.SEC_WEB_SOCKET_VERSION))) {
            exchange.getResponseHeaders().put(Headers.SEC_WEB_SOCKET_VERSION, VERSION);
            throw new Rejection(426, "Sec-WebSocket-Version is " + VERSION);
        }
        return new Handshake(key(request.getFirst(Headers.SEC_WEB_SOCKET_KEY)), subprotocol(request.get(PROTOCOL)));
    }

    /** Text where the client offered no sub-protocol. */
    Subprotocol subprotocol() {
        return agreed.orElse(Subprotocol.TEXT);
    }

    /** Writes the answer's headers. */
    void accept(HttpServerExchange exchange) {
        HeaderMap response = exchange.getResponseHeaders();
        response.put(Headers.UPGRADE, "websocket");
        response.put(Headers.SEC_WEB_SOCKET_ACCEPT, answerTo(key));
        agreed.ifPresent(subprotocol -> response.put(PROTOCOL, subprotocol.token()));
    }

    /** Leaves in the request what was agreed on alone, for a handshake that looks at it again and at its first header only. */
    public void offerOnlyAgreed(HttpServerExchange exchange) {
        agreed.ifPresent(subprotocol -> exchange.getRequestHeaders().put(PROTOCOL, subprotocol.token()));
    }

    /** The value of {@code Sec-WebSocket-Accept} (section 4.2.2, step 5.4). */
    static String answerTo(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-1", e);
        }
    }

    private static String key(@Nullable String key) {
        try {
            if (key != null && Base64.getDecoder().decode(key).length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // not base64: refused below like one of another length
        }
        throw Rejection.badRequest("Sec-WebSocket-Key is 16 bytes in base64");
    }

    private static Optional<Subprotocol> subprotocol(@Nullable HeaderValues offered) {
        if (offered == null) {
            return Optional.empty();
        }
        Optional<Subprotocol> known = tokens(offered).stream()
                .map(Subprotocol::withToken)
                .flatMap(Optional::stream)
                .findFirst();
        if (known.isEmpty()) {
            throw Rejection.badRequest("unknown sub-protocol; there are " + Subprotocol.tokens());
        }
        return known;
    }

    private static boolean hasToken(@Nullable HeaderValues values, String token) {
        return values != null && tokens(values).stream().anyMatch(token::equalsIgnoreCase);
    }

    private static List<String> tokens(HeaderValues values) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .toList();
    }
}
