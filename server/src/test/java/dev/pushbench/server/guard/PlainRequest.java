package dev.pushbench.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a request looks like that no reader could mistake (RFC 9112), told without a state machine. */
final class PlainRequest {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern REQUEST_LINE = Pattern.compile("(" + TOKEN + ") [/*h][!-~]* HTTP/1\\.([01])");
    private static final Pattern FIELD = Pattern.compile(TOKEN + ":[\\t -~\\x80-\\xff]*");
    private static final Pattern CHUNK_LINE = Pattern.compile("[0-9A-Fa-f]{1,8}(;[\\t -~\\x80-\\xff]*)?");

    private PlainRequest() {}

    /** @param request all octets of it and none of another, as Latin-1 */
    static void require(String request) {
        int end = request.indexOf("\r\n\r\n");
        assertThat(end).as(request).isPositive();
        List<String> lines = List.of(request.substring(0, end).split("\r\n", -1));
        assertThat(lines.get(0)).matches(REQUEST_LINE);
        Map<String, String> fields = fields(lines);
        boolean isHttp10 = lines.get(0).endsWith("1.0");
        assertThat(fields.containsKey("host") || isHttp10).as(request).isTrue();
        String body = request.substring(end + 4);
        String length = fields.get("content-length");
        String coding = fields.get("transfer-encoding");
        if (coding != null) {
            assertThat(coding.toLowerCase(Locale.ROOT)).isEqualTo("chunked");
            assertThat(length).isNull();
            assertThat(isHttp10).isFalse();
            requireChunks(body);
        } else {
            assertThat(Integer.toString(body.length()))
                    .isEqualTo(length == null ? "0" : length.replaceFirst("^0+(?=.)", ""));
        }
    }

    /** By their names; those that say where a request ends are there once at most. */
    private static Map<String, String> fields(List<String> lines) {
        Map<String, String> fields = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            assertThat(line).matches(FIELD);
            String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
            String before =
                    fields.put(name, line.substring(line.indexOf(':') + 1).strip());
            if (Stream.of("host", "content-length", "transfer-encoding").anyMatch(name::equals)) {
                assertThat(before).as("a second " + name).isNull();
            }
        }
        return fields;
    }

    private static void requireChunks(String body) {
        int at = 0;
        while (true) {
            int lineEnd = body.indexOf("\r\n", at);
            assertThat(lineEnd).as(body).isNotNegative();
            String line = body.substring(at, lineEnd);
            assertThat(line).matches(CHUNK_LINE);
            int size = Integer.parseInt(line.replaceFirst(";.*", ""), 16);
            at = lineEnd + 2 + size;
            if (size == 0) {
                requireTrailers(body.substring(at));
                return;
            }
            assertThat(body.substring(at, at + 2)).isEqualTo("\r\n");
            at += 2;
        }
    }

    private static void requireTrailers(String trailers) {
        assertThat(trailers).endsWith("\r\n");
        if (trailers.length() > 2) {
            assertThat(trailers).endsWith("\r\n\r\n");
            Stream.of(trailers.substring(0, trailers.length() - 4).split("\r\n", -1))
                    .forEach(line -> assertThat(line).matches(FIELD));
        }
    }
}
