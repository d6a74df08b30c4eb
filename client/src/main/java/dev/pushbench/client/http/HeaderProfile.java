package dev.pushbench.client.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The headers that users send with every request, beside those that the request cannot do without.
 *
 * @param name as it stands in results
 * @param lines each {@code Name: value}, without its line end
 */
public record HeaderProfile(String name, List<String> lines) {
    /** What HTTP asks for (RFC 9112, section 3.2), and nothing else. */
    public static final HeaderProfile MINIMAL = new HeaderProfile("minimal", List.of());

    /** What a desktop Chromium with a session cookie sends with a {@code fetch} to its own origin; some 800 bytes. */
    public static final HeaderProfile BROWSER = new HeaderProfile(
            "browser",
            List.of(
                    "Connection: keep-alive",
                    "sec-ch-ua-platform: \"Linux\"",
                    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                            + " Chrome/142.0.0.0 Safari/537.36",
                    "sec-ch-ua: \"Chromium\";v=\"142\", \"Not_A Brand\";v=\"99\"",
                    "sec-ch-ua-mobile: ?0",
                    "Accept: */*",
                    "Origin: http://localhost:8080",
                    "Sec-Fetch-Site: same-origin",
                    "Sec-Fetch-Mode: cors",
                    "Sec-Fetch-Dest: empty",
                    "Referer: http://localhost:8080/app/inbox",
                    "Accept-Encoding: gzip, deflate, br, zstd",
                    "Accept-Language: en-GB,en;q=0.9,de;q=0.8",
                    "Cookie: session=" + "s".repeat(256) + "; csrf=" + "c".repeat(32) + "; consent=1"));

    /** Minimal or browser; empty where it is neither's name. */
    public static Optional<HeaderProfile> withName(String name) {
        return Stream.of(MINIMAL, BROWSER)
                .filter(profile -> profile.name().equals(name))
                .findFirst();
    }

    /** @throws IllegalArgumentException where a line is no header, or one that the request itself has to set */
    public HeaderProfile {
        lines = List.copyOf(lines);
        lines.forEach(HeaderProfile::check);
    }

    /** All lines, each ended by CRLF. */
    public String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append("\r\n"));
        return text.toString();
    }

    /** Without the lines of that name: for a request that must set it itself. */
    public HeaderProfile without(String headerName) {
        return new HeaderProfile(
                name,
                lines.stream()
                        .filter(line -> !nameOf(line).equalsIgnoreCase(headerName))
                        .toList());
    }

    private static void check(String line) {
        RequestHead.requireLine(line);
        String header = nameOf(line);
        boolean isToken = !header.isEmpty()
                && header.chars().allMatch(c -> Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
        if (!isToken) {
            throw new IllegalArgumentException("a header is \"Name: value\", not \"" + line + "\"");
        }
        for (String reserved : List.of("Host", "Content-Length", "Transfer-Encoding", "Upgrade")) {
            if (header.equalsIgnoreCase(reserved)) {
                throw new IllegalArgumentException("the request sets " + reserved + " itself: \"" + line + "\"");
            }
        }
    }

    private static String nameOf(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? "" : line.substring(0, colon);
    }
}
