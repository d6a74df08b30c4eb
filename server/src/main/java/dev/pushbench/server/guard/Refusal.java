package dev.pushbench.server.guard;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** The answer to what is no request: whole, since there is no exchange that could make it. The reason is plain ASCII. */
record Refusal(int status, String reason) {
    private static final Map<Integer, String> PHRASES = Map.of(
            400, "Bad Request",
            413, "Content Too Large",
            414, "URI Too Long",
            429, "Too Many Requests",
            431, "Request Header Fields Too Large",
            503, "Service Unavailable",
            505, "HTTP Version Not Supported");

    /** RFC 9110, section 5.6.7. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    byte[] answer() {
        String body = "{\"error\":\"" + reason + "\"}\n";
        String head = "HTTP/1.1 " + status + " " + PHRASES.getOrDefault(status, "Refused")
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\nDate: " + DATE.format(Instant.now()) + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }
}
