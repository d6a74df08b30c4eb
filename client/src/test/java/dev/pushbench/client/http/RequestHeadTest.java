package dev.pushbench.client.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestHeadTest {
    @Test
    void theLeastHeadIsRequestLineAndHost() {
        assertThat(new String(RequestHead.get("/sse/main?after=0", "127.0.0.1:8080"), US_ASCII))
                .isEqualTo("GET /sse/main?after=0 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n");
    }

    @Test
    void extraLinesFollow() {
        assertThat(new String(RequestHead.get("/", "h", "A: b", "Cookie: c=d"), US_ASCII))
                .isEqualTo("GET / HTTP/1.1\r\nHost: h\r\nA: b\r\nCookie: c=d\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "poll", "/a b", "/a\r\n", "/é"})
    void aTargetThatBreaksTheRequestLineIsRefused(String target) {
        assertThatThrownBy(() -> RequestHead.get(target, "h"))
                .hasMessage("request target must start with / and be visible ASCII, not \"" + target + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A: b\r\nC: d", "A: é"})
    void aLineThatBreaksTheHeadIsRefused(String line) {
        assertThatThrownBy(() -> RequestHead.get("/", "h", line))
                .hasMessage("header line must be printable ASCII, not \"" + line + "\"");
    }
}
