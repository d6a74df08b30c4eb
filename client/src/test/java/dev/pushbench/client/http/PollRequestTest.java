package dev.pushbench.client.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PollRequestTest {
    private final PollRequest request =
            new PollRequest("/long-poll/main", "&wait=25000", "localhost:80", "Connection: close\r\n");

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 1234567890, 999_999_999_999_999_999L, 1_000_000_000_000_000_000L, Long.MAX_VALUE})
    void theCursorIsPutIn(long after) {
        ByteBuffer out = ByteBuffer.allocateDirect(request.mostBytes() + 3).position(3);

        int bytes = request.write(out, after);

        byte[] written = new byte[bytes];
        out.flip().position(3).get(written);
        assertThat(out.hasRemaining()).isFalse();
        assertThat(new String(written, US_ASCII))
                .isEqualTo("GET /long-poll/main?after=" + after
                        + "&wait=25000 HTTP/1.1\r\nHost: localhost:80\r\nConnection: close\r\n\r\n");
    }

    @Test
    void theLeastHeadIsRequestLineAndHost() {
        PollRequest least = new PollRequest("/poll/main", "", "h", "");
        ByteBuffer out = ByteBuffer.allocate(least.mostBytes());
        least.write(out, 7);

        assertThat(new String(out.array(), 0, out.position(), US_ASCII))
                .isEqualTo("GET /poll/main?after=7 HTTP/1.1\r\nHost: h\r\n\r\n");
    }

    @Test
    void whatIsNotARequestIsRefused() {
        assertThatThrownBy(() -> request.write(ByteBuffer.allocate(200), -1))
                .hasMessage("cursor must be at least 0, not -1");
        assertThatThrownBy(() -> new PollRequest("/poll/main", "", "h", "A: b"))
                .hasMessage("extra headers must end with CRLF, not \"A: b\"");
        assertThatThrownBy(() -> new PollRequest("/poll/main", "", "h", "A: b\r\n\r\n"))
                .hasMessageContaining("header line must be printable ASCII");
        assertThatThrownBy(() -> new PollRequest("/poll/main", " ", "h", "")).hasMessageContaining("request target");
    }
}
