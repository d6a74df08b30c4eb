package dev.pushbench.protocol;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The WebSocket sub-protocols (RFC 6455, section 1.9): the same event bytes, in text or in binary frames. */
public enum Subprotocol {
    TEXT("pushbench.v1.text"),
    BINARY("pushbench.v1.binary");

    private final String token;

    Subprotocol(String token) {
        this.token = token;
    }

    /** As it stands in {@code Sec-WebSocket-Protocol}. */
    public String token() {
        return token;
    }

    public static Optional<Subprotocol> withToken(String token) {
        return Arrays.stream(values())
                .filter(subprotocol -> subprotocol.token.equals(token))
                .findFirst();
    }

    /** All tokens, for messages. */
    public static String tokens() {
        return Arrays.stream(values()).map(Subprotocol::token).collect(Collectors.joining(", "));
    }
}
