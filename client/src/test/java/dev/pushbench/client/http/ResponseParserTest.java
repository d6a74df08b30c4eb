package dev.pushbench.client.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseParserTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

    private final RecordingListener listener = new RecordingListener();
    private final ResponseParser parser = new ResponseParser(listener);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everySplitOfPipelinedResponsesSaysTheSame(long seed) {
        RandomResponses responses = new RandomResponses(new Random(seed));
        responses.add(8);
        responses.addUntilClose();
        Splits splits = new Splits(bytes(responses.stream()));

        splits.everyWay(seed, 2_000, cuts -> {
            RecordingListener said = new RecordingListener();
            ResponseParser cutParser = new ResponseParser(said);
            splits.feed(cuts, in -> {
                cutParser.read(in);
                assertThat(in.hasRemaining()).isFalse();
            });
            cutParser.endOfInput();
            assertThat(said)
                    .as(() -> "seed " + seed + ", cuts " + Arrays.toString(cuts))
                    .hasToString(responses.expected());
            assertThat(said.totalBytes())
                    .as("seed %d", seed)
                    .isEqualTo(responses.stream().length());
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everySplitLeavesWhatFollowsAnUpgrade(long seed) {
        RandomResponses responses = new RandomResponses(new Random(seed));
        responses.add(2);
        String rest = "HTTP/1.1 200 \r\n\r\n\u0081\u0000";
        responses.addUpgrade(rest);
        Splits splits = new Splits(bytes(responses.stream()));

        splits.everyWay(seed, 500, cuts -> {
            RecordingListener said = new RecordingListener();
            ResponseParser cutParser = new ResponseParser(said);
            StringBuilder left = new StringBuilder();
            splits.feed(cuts, in -> {
                cutParser.read(in);
                byte[] unread = new byte[in.remaining()];
                in.get(unread);
                left.append(new String(unread, ISO_8859_1));
            });
            cutParser.endOfInput();
            assertThat(said)
                    .as(() -> "seed " + seed + ", cuts " + Arrays.toString(cuts))
                    .hasToString(responses.expected());
            assertThat(left)
                    .as(() -> "seed " + seed + ", cuts " + Arrays.toString(cuts))
                    .hasToString(rest);
        });
    }

    @Test
    void framingIsToldAsItComes() {
        read(CHUNKED + "3\r\nabc\r\n5;x");

        assertThat(listener.unfinished()).isEqualTo("body [abc], framing 8");
        assertThat(listener.totalBytes()).isEqualTo(CHUNKED.length() + 11);
    }

    @Test
    void cursorIsThatOfTheLastWholeHead() {
        assertThat(parser.cursor()).isEqualTo(-1);
        read(OK + "PUSHBENCH-cursor:  9223372036854775807 \r\nContent-Length: 0\r\n\r\n");
        assertThat(parser.cursor()).isEqualTo(Long.MAX_VALUE);
        read("HTTP/1.1 204 No Content\r\n");
        assertThat(parser.cursor()).isEqualTo(Long.MAX_VALUE);
        read("\r\n");
        assertThat(parser.cursor()).isEqualTo(-1);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("HTTP/2 200 OK\r\n\r\n", "bad status line: \"HTTP/2 200 OK\""),
                Arguments.of("http/1.1 200 OK\r\n\r\n", "bad status line: \"http/1.1 200 OK\""),
                Arguments.of("HTTP/1.1 200\r\n\r\n", "bad status line: \"HTTP/1.1 200\""),
                Arguments.of("HTTP/1.1 2000 OK\r\n\r\n", "bad status line: \"HTTP/1.1 2000 OK\""),
                Arguments.of("HTTP/1.1 20x OK\r\n\r\n", "bad status line: \"HTTP/1.1 20x OK\""),
                Arguments.of("HTTP/1.1 099 OK\r\n\r\n", "bad status line: \"HTTP/1.1 099 OK\""),
                Arguments.of("HTTP/1.1 600 OK\r\n\r\n", "bad status line: \"HTTP/1.1 600 OK\""),
                Arguments.of("HTTP/1.x 200 OK\r\n\r\n", "bad status line: \"HTTP/1.x 200 OK\""),
                Arguments.of("HTTP/1.1200 OK\r\n\r\n", "bad status line: \"HTTP/1.1200 OK\""),
                Arguments.of("HTTP/1.1 \r\n", "bad status line: \"HTTP/1.1 \""),
                Arguments.of("HTTP/1.1 204 \r\n\r\nHTTP/1.1 \r\n", "bad status line: \"HTTP/1.1 \""),
                Arguments.of("HTTP/1.: 200 OK\r\n\r\n", "bad status line: \"HTTP/1.: 200 OK\""),
                Arguments.of("\r\n", "head without a status line"),
                Arguments.of("<h1>hi</h1>\n", "head line ends without CRLF: \"<h1>hi</h1>\\x0a\""),
                Arguments.of("\n", "head line ends without CRLF: \"\\x0a\""),
                Arguments.of(OK + "A: b\n\n", "head line ends without CRLF: \"A: b\\x0a\""),
                Arguments.of(OK + "A: b\rc\r\n\r\n", "control character in a head line: \"A: b\\x0dc\""),
                Arguments.of(OK + "A: \0\r\n\r\n", "control character in a head line: \"A: \\x00\""),
                Arguments.of(OK + "A: b\r\n c\r\n\r\n", "bad header line: \" c\""),
                Arguments.of(OK + "A : b\r\n\r\n", "bad header line: \"A : b\""),
                Arguments.of(OK + ": b\r\n\r\n", "bad header line: \": b\""),
                Arguments.of(OK + "A\r\n\r\n", "bad header line: \"A\""),
                Arguments.of(OK + "A/: b\r\n\r\n", "bad header line: \"A/: b\""),
                Arguments.of(OK + "A@: b\r\n\r\n", "bad header line: \"A@: b\""),
                Arguments.of(OK + "A[: b\r\n\r\n", "bad header line: \"A[: b\""),
                Arguments.of(OK + "A{: b\r\n\r\n", "bad header line: \"A{: b\""),
                Arguments.of(OK + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n", "two Content-Lengths: 1 and 2"),
                Arguments.of(OK + "Content-Length: 0\r\nContent-Length: 2\r\n\r\n", "two Content-Lengths: 0 and 2"),
                Arguments.of(OK + "Content-Length: 1, 1\r\n\r\n", "bad Content-Length: \"1, 1\""),
                Arguments.of(OK + "Content-Length: -1\r\n\r\n", "bad Content-Length: \"-1\""),
                Arguments.of(OK + "Content-Length: \r\n\r\n", "bad Content-Length: \"\""),
                Arguments.of(
                        OK + "Content-Length: 9223372036854775808\r\n\r\n",
                        "bad Content-Length: \"9223372036854775808\""),
                Arguments.of(OK + "Pushbench-Cursor: x\r\n\r\n", "bad Pushbench-Cursor: \"x\""),
                Arguments.of(
                        OK + "Transfer-Encoding: gzip, chunked\r\n\r\n",
                        "Transfer-Encoding must be chunked, once: \"gzip, chunked\""),
                Arguments.of(
                        OK + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "Transfer-Encoding must be chunked, once: \"chunked\""),
                Arguments.of(
                        OK + "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n",
                        "both Transfer-Encoding and Content-Length"),
                Arguments.of(
                        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "Transfer-Encoding in an HTTP/1.0 response"),
                Arguments.of(CHUNKED + "g\r\n", "bad chunk size: 'g' is not a hexadecimal digit"),
                Arguments.of(CHUNKED + "\r\n", "bad chunk size: CR is not a hexadecimal digit"),
                Arguments.of(CHUNKED + "1\n", "bad chunk size: LF is not a hexadecimal digit"),
                Arguments.of(CHUNKED + "1\rx", "bad chunk: 'x' in the place of LF"),
                Arguments.of(CHUNKED + "1 \r\n", "bad chunk: CR in the place of ';'"),
                Arguments.of(CHUNKED + "1;x\n", "bad chunk: LF without CR"),
                Arguments.of(CHUNKED + "1\r\nab", "bad chunk: 'b' in the place of CR"),
                Arguments.of(CHUNKED + "1\r\na\n", "bad chunk: LF in the place of CR"),
                Arguments.of(CHUNKED + "1\r\na\r\u00ff", "bad chunk: 0xff in the place of LF"),
                Arguments.of(CHUNKED + "1\r ", "bad chunk: 0x20 in the place of LF"),
                Arguments.of(CHUNKED + "1\r\u007f", "bad chunk: 0x7f in the place of LF"),
                Arguments.of(CHUNKED + "0\r\nA: b\n", "bad chunk: LF without CR"),
                Arguments.of(CHUNKED + "0\r\n\rx", "bad chunk: 'x' in the place of LF"),
                Arguments.of(CHUNKED + "8000000000000000\r\n", "bad chunk size: beyond 2^63"),
                Arguments.of(CHUNKED + "0".repeat(5000), "chunk-size line longer than 4096 bytes"),
                Arguments.of(CHUNKED + "1;" + "x".repeat(4095), "chunk-size line longer than 4096 bytes"),
                Arguments.of(CHUNKED + "1;" + "x".repeat(5000), "chunk-size line longer than 4096 bytes"),
                Arguments.of(CHUNKED + "0\r\n" + "A: b\r\n".repeat(3000), "trailers longer than 16384 bytes"),
                Arguments.of(OK + "A: " + "b".repeat(17_000), "head longer than 16384 bytes"),
                Arguments.of(OK + "A: b\r\n".repeat(3000) + "\r\n", "head longer than 16384 bytes"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsNotHttpIsRefusedHoweverItIsCut(String stream, String message) {
        Splits splits = new Splits(bytes(stream));
        // Long streams are long by repetition: a few cuts tell what all would.
        int ways = stream.length() > 500 ? 0 : 300;
        int[] everywhere = new int[stream.length() - 1];
        for (int i = 0; i < everywhere.length; i++) {
            everywhere[i] = i + 1;
        }
        Random random = new Random(1);
        assertRefused(splits, message);
        if (stream.length() < 500) {
            assertRefused(splits, message, everywhere);
        }
        for (int i = 0; i < ways; i++) {
            assertRefused(splits, message, random.nextInt(stream.length()));
        }
        assertRefused(splits, message, stream.length() / 3, stream.length() / 2);
    }

    private static void assertRefused(Splits splits, String message, int... cuts) {
        ResponseParser cutParser = new ResponseParser(new RecordingListener());
        assertThatThrownBy(() -> splits.feed(cuts, cutParser::read))
                .as(() -> "cuts " + Arrays.toString(cuts))
                .isInstanceOf(MalformedResponse.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK~Content-Le | connection closed within a head, after 27 bytes",
                "HTTP/1.1 200 OK~Content-Length: 5~~abc | connection closed within a body, 2 bytes before its end",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~ab | connection closed within a chunked body",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~0~ | connection closed within a chunked body"
            })
    void aResponseThatIsCutOffIsRefused(String stream, String message) {
        String text = stream.replace("~", "\r\n");
        read(text);

        assertThatThrownBy(parser::endOfInput)
                .isInstanceOf(MalformedResponse.class)
                .hasMessage(message);
        assertThat(listener.totalBytes()).isEqualTo(text.length());
    }

    @Test
    void closingBetweenResponsesMeansNothing() {
        assertThatCode(parser::endOfInput).doesNotThrowAnyException();
        read("HTTP/1.1 204 \r\n\r\n");
        assertThatCode(parser::endOfInput).doesNotThrowAnyException();
        assertThat(listener).hasToString("204, head 17, body [], framing 0, keep\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | true",
                "HTTP/1.1 2 | false",
                "HTTP/1.1 100 Continue~~ | true",
                "HTTP/1.1 204 No Content~~ | true",
                "HTTP/1.1 200 OK~Content-Length: 2~~x | false",
                "HTTP/1.1 200 OK~Content-Length: 2~~xx | true",
                "HTTP/1.1 200 OK~Content-Length: 2~~xxHTTP | false",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~x~ | false",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~x~0~~ | true",
                "HTTP/1.0 200 OK~~x | true",
                "HTTP/1.1 101 Switching~~ | true"
            })
    void aConnectionMayEndWhereNothingIsCutOff(String text, boolean inOrder) {
        read(text.replace("~", "\r\n"));

        assertThat(parser.endsInOrder()).isEqualTo(inOrder);
        if (text.startsWith("HTTP/1.0")) {
            assertThat(listener).hasToString("200, head 19, body [x], framing 0, close\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK~Content-Length: 0 | keep",
                "HTTP/1.9 599 Own~Content-Length: 0 | keep",
                "HTTP/1.1 200 OK~Connection: close~Content-Length: 0 | close",
                "HTTP/1.1 200 OK~Connection: CLOSE ,x~Content-Length: 0 | close",
                "HTTP/1.1 200 OK~Connection: a ,\tclose\t, b~Content-Length: 0 | close",
                "HTTP/1.1 200 OK~Connection: x~Connection: , close~Content-Length: 0 | close",
                "HTTP/1.1 200 OK~Connection: closed, close-d~Content-Length: 0 | keep",
                "HTTP/1.0 200 OK~Content-Length: 0 | close",
                "HTTP/1.0 200 OK~Connection: Keep-Alive~Content-Length: 0 | keep",
                "HTTP/1.0 200 OK~Connection: keep-alive ,x~Content-Length: 0 | keep",
                "HTTP/1.0 200 OK~Connection: keep-alive, close~Content-Length: 0 | close"
            })
    void aConnectionIsKeptAsVersionAndHeadersSay(String head, String kept) {
        read(head.replace("~", "\r\n") + "\r\n\r\n");

        assertThat(listener.toString()).endsWith(", framing 0, " + kept + "\n");
    }

    @Test
    void interimResponsesAreFraming() {
        String interim = "HTTP/1.1 100 Continue||HTTP/1.1 199 Own|A: b||".replace("|", "\r\n");
        read(interim + OK + "Content-Length: 1\r\n\r\nx");

        assertThat(listener).hasToString("200, head 38, body [x], framing " + interim.length() + ", keep\n");
    }

    @Test
    void everyCharacterOfATokenMayBeInAName() {
        read(OK + "azAZ09!#$%&'*+-.^_`|~: x\r\nContent-Length: 0\r\n\r\n");

        assertThat(listener.toString()).startsWith("200, head ").endsWith(", keep\n");
    }

    @Test
    void theLargestChunkIsBegun() {
        read(CHUNKED + "7fffffffffffffff\r\nabc");

        assertThat(listener.unfinished()).isEqualTo("body [abc], framing 18");
    }

    @Test
    void aSizeLineAndTrailersOfJustTheirBoundsAreRead() {
        String sizeLine = "1;" + "x".repeat(ChunkedBody.MOST_SIZE_LINE_BYTES - 3) + "\r\n";
        String trailers = "A: " + "b".repeat(53) + "\r\n\r\n";
        // The last line feed is taken for granted.
        ResponseParser bounded = new ResponseParser(listener, trailers.length() - 1);
        bounded.read(ByteBuffer.wrap(bytes(CHUNKED + sizeLine + "a\r\n0\r\n" + trailers)));

        assertThat(listener)
                .hasToString(
                        "200, head 47, body [a], framing " + (sizeLine.length() + 5 + trailers.length()) + ", keep\n");
    }

    @Test
    void bytesOfAHeadThatIsNotWholeAreKnown() {
        assertThat(parser.unfinishedHeadBytes()).isZero();
        read("HTTP/1.1 200 OK\r\nCont");
        assertThat(parser.unfinishedHeadBytes()).isEqualTo(21);
        read("ent-Length: 0\r\n\r\n");
        assertThat(parser.unfinishedHeadBytes()).isZero();
    }

    @Test
    void aHeadOfJustTheBoundIsRead() {
        String head = "HTTP/1.1 204 \r\nA: bcd\r\n\r\n";
        ResponseParser bounded = new ResponseParser(listener, head.length());
        bounded.read(ByteBuffer.wrap(bytes(head)));

        assertThat(listener).hasToString("204, head 25, body [], framing 0, keep\n");
    }

    private void read(String text) {
        parser.read(ByteBuffer.wrap(bytes(text)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
