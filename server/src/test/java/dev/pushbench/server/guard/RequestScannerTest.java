package dev.pushbench.server.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.server.Cut;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanner takes whole lines at once where it has them; octet by octet it never does, so that this is what it is compared with. */
final class RequestScannerTest {
    private static final int MAX_HEAD_BYTES = 16 * 1024;
    private static final int MAX_WIRE_BYTES = 1 << 20;
    private static final int STREAMS = 10_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void wholeLinesGetTheVerdictOfTheirOctets(long seed) {
        RandomRequests requests = new RandomRequests(seed);
        Random limits = new Random(seed);
        TreeMap<String, Integer> verdicts = new TreeMap<>();
        for (int i = 0; i < STREAMS; i++) {
            byte[] stream = requests.next();
            int maxHeadBytes = limits.nextBoolean() ? MAX_HEAD_BYTES : 1 + limits.nextInt(150);
            String expected = followed(Cut.OCTETS, stream, maxHeadBytes);
            for (Cut cut : new Cut[] {Cut.WHOLE, Cut.AT_RANDOM}) {
                assertThat(followed(cut, stream, maxHeadBytes))
                        .as("%s, at most %s: %s", cut, maxHeadBytes, new String(stream, ISO_8859_1))
                        .isEqualTo(expected);
            }
            verdicts.merge(expected.substring(0, 4), 1, Integer::sum);
        }
        assertThat(verdicts).containsOnlyKeys("true", "fals", "400 ", "414 ", "431 ", "505 ");
        assertThat(verdicts.values()).allMatch(count -> count >= 5);
    }

    /** A read may begin anywhere, also where a method ends like another one. */
    @ParameterizedTest
    @CsvSource({
        "GGET, 'Content-Length: 5', hello, true false 0",
        "GET, 'X-Content-Length: 5', '', true false 0",
        "GET, 'Content-Length: 5', hello, 400 a GET has no body at 54",
        "POST, 'Transfer-Encoding: chunked', '5|hello|0||', true false 0"
    })
    void whereverARequestIsCutInTwoTheVerdictIsTheSame(String method, String field, String body, String verdict) {
        byte[] request = (method + " /a HTTP/1.1|Host: localhost|" + field + "||" + body)
                .replace("|", "\r\n")
                .getBytes(ISO_8859_1);
        for (int cut = 0; cut <= request.length; cut++) {
            RequestScanner scanner = new RequestScanner(MAX_HEAD_BYTES, MAX_WIRE_BYTES);
            ByteBuffer first = ByteBuffer.wrap(Arrays.copyOf(request, cut));
            ByteBuffer second = ByteBuffer.wrap(Arrays.copyOfRange(request, cut, request.length));
            assertThat(Followed.by(scanner, List.of(first, second)))
                    .as("cut at %s", cut)
                    .isEqualTo(verdict);
        }
    }

    /** One octet more than the limit is refused there, and not a line earlier or later. */
    @Test
    void aHeadIsRefusedAtTheOctetBehindItsLimit() {
        byte[] head = "GET /a HTTP/1.1\r\nHost: localhost\r\nX-A: 1\r\nX-B: 2\r\n\r\n".getBytes(ISO_8859_1);
        for (Cut cut : Cut.values()) {
            assertThat(followed(cut, head, head.length)).isEqualTo("true false 0");
            for (int max = 1; max < head.length; max++) {
                boolean endsValue = head[max] == '\r' && isOfField(head, max);
                assertThat(followed(cut, head, max))
                        .as("%s, at most %s", cut, max)
                        .isEqualTo(
                                "431 a request's head has at most " + max + " bytes at " + (endsValue ? max + 1 : max));
            }
        }
    }

    /** The CR that ends a value may be one more than the limit: the line feed behind it is then refused. */
    private static boolean isOfField(byte[] head, int at) {
        String before = new String(head, 0, at, ISO_8859_1);
        return before.substring(before.lastIndexOf('\n') + 1).contains(":");
    }

    private static String followed(Cut cut, byte[] stream, int maxHeadBytes) {
        return Followed.by(new RequestScanner(maxHeadBytes, MAX_WIRE_BYTES), cut.pieces(stream));
    }
}
