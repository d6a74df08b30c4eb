package dev.pushbench.client.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
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

    @Test
    void aBodyIsToldWithItsTypeAndLength() {
        assertThat(new String(RequestHead.post("/publish/main", "h", "application/json", 12, "A: b"), US_ASCII))
                .isEqualTo(String.join(
                        "\r\n",
                        "POST /publish/main HTTP/1.1",
                        "Host: h",
                        "Content-Type: application/json",
                        "Content-Length: 12",
                        "A: b",
                        "",
                        ""));
    }

    @Test
    void anAddressOfSixteenBytesIsInBrackets() throws Exception {
        byte[] loopback = new byte[16];
        loopback[15] = 1;

        assertThat(RequestHead.host(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 80)))
                .isEqualTo("127.0.0.1:80");
        assertThat(RequestHead.host(new InetSocketAddress(InetAddress.getByAddress(loopback), 8080)))
                .isEqualTo("[0:0:0:0:0:0:0:1]:8080");
    }

    @Test
    void theFirstAndTheLastVisibleCharacterAreTaken() {
        assertThat(new String(RequestHead.get("/!~", "h", " ~"), US_ASCII))
                .isEqualTo("GET /!~ HTTP/1.1\r\nHost: h\r\n ~\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "poll", "/a b", "/a\r\n", "/é", "/\u007f"})
    void aTargetThatBreaksTheRequestLineIsRefused(String target) {
        assertThatThrownBy(() -> RequestHead.get(target, "h"))
                .hasMessage("request target must start with / and be visible ASCII, not \"" + target + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A: b\r\nC: d", "A: é", "A: \u007f"})
    void aLineThatBreaksTheHeadIsRefused(String line) {
        assertThatThrownBy(() -> RequestHead.get("/", "h", line))
                .hasMessage("header line must be printable ASCII, not \"" + line + "\"");
    }
}
