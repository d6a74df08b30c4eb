package dev.pushbench.server.access;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A secret that a request shows as {@code Authorization: Bearer …} (RFC 6750, section 2.1). Never told in a message. */
public final class Token {
    private static final int LEAST_CHARACTERS = 8;
    private static final int MOST_CHARACTERS = 1024;
    private static final String SCHEME = "Bearer ";

    private final byte[] secret;

    /** @throws IllegalArgumentException where it is not 8 to 1024 of the characters that a header carries as they are */
    public Token(String secret) {
        boolean printable = secret.chars().allMatch(character -> character > ' ' && character < 0x7F);
        if (!printable || secret.length() < LEAST_CHARACTERS || secret.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a token is " + LEAST_CHARACTERS + " to " + MOST_CHARACTERS
                    + " printable ASCII characters without blanks, not " + secret.length()
                    + " characters such as these");
        }
        this.secret = secret.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the request shows it; takes as long for a token that is nearly right as for any of its length. */
    boolean isShownBy(HttpServerExchange exchange) {
        String shown = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        return shown != null
                && shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        shown.substring(SCHEME.length()).strip().getBytes(StandardCharsets.ISO_8859_1), secret);
    }
}
