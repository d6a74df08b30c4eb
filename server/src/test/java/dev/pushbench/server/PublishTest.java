package dev.pushbench.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes an event, with which text, and what does not. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class PublishTest {
    private static final String PUBLISH = "/publish/room";

    /** Most data of an event: 64 KB but for the 67 bytes around it. */
    private static final int MOST_DATA_BYTES = 64 * 1024 - 67;

    private static final int MOST_BODY_BYTES = 6 * 64 * 1024;

    private final PushServer server;
    private final Observer observer;
    private final Connection user;

    PublishTest() throws IOException {
        server = PushServer.start(ServerOptions.DEFAULT);
        observer = new Observer(server.address());
        user = Connection.to(server.address());
        observer.publishAll("room", 1, 1);
    }

    @AfterEach
    void close() {
        user.close();
        observer.close();
        server.close();
    }

    @Test
    void aPublicationIsAnsweredWithItsSequenceNumber() {
        Answer answer = user.post(PUBLISH, "{\"data\":\"x\"}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.body()).isEqualTo("{\"seq\":\"2\"}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "Grüße, 世界, \uD83D\uDE00",
                "\"quoted\" and back\\slash",
                "line\nreturn\rtab\tbell\u0007null\u0000",
                "</script>\u2028\u2029\uFEFF\u007F",
                " ",
                "{\"gap\":\"1\"}"
            })
    void dataComesBackAsItWasSent(String data) {
        assertThat(user.post(PUBLISH, "{\"data\":\"" + escaped(data) + "\"}").status())
                .isEqualTo(201);
        assertThat(lastEvent()).containsEntry("data", data).containsOnlyKeys("seq", "due", "data");
    }

    /** With every character written as an escape, which the server never does itself. */
    private static String escaped(String data) {
        StringBuilder escaped = new StringBuilder();
        data.chars().forEach(character -> escaped.append(String.format("\\u%04X", character)));
        return escaped.toString();
    }

    @Test
    void charactersNeedNoEscape() {
        assertThat(user.post(PUBLISH, "{\"data\":\"Grüße \uD83D\uDE00 \\/ \\b\"}")
                        .status())
                .isEqualTo(201);
        assertThat(lastEvent()).containsEntry("data", "Grüße \uD83D\uDE00 / \b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"due\":\"0001234567890123456\",\"data\":\"x\"}|0001234567890123456",
                "{\"due\":\"7\",\"data\":\"x\"}|0000000000000000007",
                "{\"due\":7,\"data\":\"x\"}|0000000000000000007",
                " { \"data\" : \"x\" , \"due\" : 0 } |0000000000000000000",
                "{\"due\":9223372036854775807,\"data\":\"x\"}|9223372036854775807"
            })
    void dueIsKept(String body, String due) {
        assertThat(user.post(PUBLISH, body).status()).isEqualTo(201);
        assertThat(lastEvent()).containsEntry("due", due);
    }

    @Test
    void whatIsNotTimedWasDueNow() {
        long before = System.nanoTime();
        user.post(PUBLISH, "{\"data\":\"x\"}");
        long due = Long.parseLong(lastEvent().getOrDefault("due", ""));
        assertThat(due).isBetween(before, System.nanoTime());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "data=x",
                "null",
                "\"x\"",
                "[\"x\"]",
                "{",
                "{}",
                "{\"data\":\"x\"",
                "{\"data\":\"x",
                "{\"data\":\"x\"}}",
                "{\"data\":\"x\"} x",
                "{\"data\":\"x\"}{\"data\":\"y\"}",
                "{\"data\":\"x\",}",
                "{data:\"x\"}",
                "{'data':'x'}",
                "// comment\n{\"data\":\"x\"}",
                "\uFEFF{\"data\":\"x\"}",
                "{\"due\":\"1\"}",
                "{\"data\":\"\"}",
                "{\"data\":null}",
                "{\"data\":1}",
                "{\"data\":true}",
                "{\"data\":[\"x\"]}",
                "{\"data\":{\"x\":\"y\"}}",
                "{\"data\":\"x\",\"more\":\"y\"}",
                "{\"data\":\"x\",\"more\":{\"data\":\"y\"}}",
                "{\"data\":\"x\",\"data\":\"y\"}",
                "{\"due\":1,\"due\":2,\"data\":\"x\"}",
                "{\"Data\":\"x\"}",
                "{\"data\":\"raw\nline\"}",
                "{\"data\":\"bad \\x escape\"}",
                "{\"data\":\"lone \\ud83d surrogate\"}",
                "{\"data\":\"lone \\ude00 surrogate\"}",
                "{\"due\":-1,\"data\":\"x\"}",
                "{\"due\":\"-1\",\"data\":\"x\"}",
                "{\"due\":\"+1\",\"data\":\"x\"}",
                "{\"due\":-0,\"data\":\"x\"}",
                "{\"due\":\"\u0661\",\"data\":\"x\"}",
                "{\"due\":1.0,\"data\":\"x\"}",
                "{\"due\":1e3,\"data\":\"x\"}",
                "{\"due\":\"\",\"data\":\"x\"}",
                "{\"due\":\"soon\",\"data\":\"x\"}",
                "{\"due\":\" 1\",\"data\":\"x\"}",
                "{\"due\":null,\"data\":\"x\"}",
                "{\"due\":[1],\"data\":\"x\"}",
                "{\"due\":9223372036854775808,\"data\":\"x\"}",
                "{\"due\":\"99999999999999999999\",\"data\":\"x\"}"
            })
    void whatIsNoPublicationIsRefused(String body) {
        refuses(400, () -> user.post(PUBLISH, body));
    }

    @Test
    void aNumberOfAnyLengthIsRefused() {
        refuses(400, () -> user.post(PUBLISH, "{\"due\":" + "9".repeat(300_000) + ",\"data\":\"x\"}"));
    }

    @Test
    void anyDepthIsRefused() {
        refuses(400, () -> user.post(PUBLISH, "[".repeat(300_000)));
        refuses(400, () -> user.post(PUBLISH, "{\"data\":".repeat(40_000)));
        refuses(400, () -> user.post(PUBLISH, "{\"" + "name".repeat(60_000) + "\":\"x\"}"));
    }

    @ParameterizedTest
    @CsvSource({"C3", "C328", "C0AF", "EDA080", "F4908080", "FF"})
    void whatIsNotUtf8IsRefused(String hex) {
        byte[] wrong = HexFormat.of().parseHex(hex);
        String body = "{\"data\":\"" + new String(wrong, ISO_8859_1) + "\"}";
        refuses(400, () -> user.post(PUBLISH, body.getBytes(ISO_8859_1)));
    }

    @Test
    void anEventHas64KilobytesAtMost() {
        assertThat(user.post(PUBLISH, "{\"data\":\"" + "x".repeat(MOST_DATA_BYTES) + "\"}")
                        .status())
                .isEqualTo(201);
        assertThat(user.post(PUBLISH, "{\"data\":\"" + "\\u0078".repeat(MOST_DATA_BYTES) + "\"}")
                        .status())
                .isEqualTo(201);
        refuses(413, () -> user.post(PUBLISH, "{\"data\":\"" + "x".repeat(MOST_DATA_BYTES + 1) + "\"}"));
        refuses(413, () -> user.post(PUBLISH, "{\"data\":\"" + "\\\"".repeat(MOST_DATA_BYTES / 2 + 1) + "\"}"));
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsRefusedBeforeItIsSent() {
        user.send(Connection.request("POST", PUBLISH, "Content-Length: " + (MOST_BODY_BYTES + 1)));
        unchanged(() -> user.answer().isRefusal(413));
    }

    @Test
    void aBodyThatIsSentTooLargeIsRefused() {
        unchanged(() -> user.post(PUBLISH, " ".repeat(1_500_000)).isRefusal(413));
    }

    /** No more than eight times what is allowed is read away before it closes: a client that still sends may see a reset, and no answer. */
    @Test
    void aBodyBeyondReasonPublishesNothing() {
        unchanged(() -> {
            try {
                user.post(PUBLISH, " ".repeat(8 * MOST_BODY_BYTES + 1)).isRefusal(413);
            } catch (UncheckedIOException cutOff) {
                assertThat(cutOff).hasCauseInstanceOf(SocketException.class);
            }
        });
    }

    @Test
    void aChunkedBodyIsTaken() {
        user.send(chunkedRequest() + "8\r\n{\"data\":\r\n4;name=value\r\n\"x\"}\r\n0\r\n\r\n");
        assertThat(user.answer().status()).isEqualTo(201);
        assertThat(lastEvent()).containsEntry("data", "x");
        assertThat(user.post(PUBLISH, "{\"data\":\"y\"}").status()).isEqualTo(201);
    }

    @Test
    void aChunkedBodyThatGrowsTooLargeIsRefused() {
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        user.send(chunkedRequest() + chunk.repeat(7) + "0\r\n\r\n");
        unchanged(() -> user.answer().isRefusal(413));
    }

    private static String chunkedRequest() {
        return Connection.request("POST", PUBLISH, "Transfer-Encoding: chunked");
    }

    /** Where body and next request meet must not be a matter of opinion (RFC 9112, section 11.2). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: chunked | Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked | Content-Length: 12",
                "Content-Length: 12 | Transfer-Encoding: chunked",
                "Content-Length: 12 | Content-Length: 12",
                "Content-Length: 12 | Content-Length: 13"
            })
    void aBodyOfUnclearLengthIsRefusedAndTheConnectionClosed(String headers) {
        user.send(Connection.request("POST", PUBLISH, headers.split(" \\| ", -1)) + "{\"data\":\"x\"}");
        unchanged(() -> {
            Answer answer = user.answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("connection")).isEqualTo("close");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"twelve", "-1", "+12", "12, 12", "0x0C", "99999999999999999999", ""})
    void aLengthThatIsNoneIsRefused(String length) {
        user.send(Connection.request("POST", PUBLISH, "Content-Length: " + length) + "{\"data\":\"x\"}");
        unchanged(() -> assertThat(user.head().status()).isEqualTo(400));
    }

    @Test
    void aClientThatGoesInTheMiddleOfItsBodyPublishesNothing() {
        String before = observer.changes();
        user.send(Connection.request("POST", PUBLISH, "Content-Length: 100") + "{\"data\":\"x\"}");
        observer.settle();
        user.close();
        Eventually.holds("it has gone", () -> observer.stat("connections_open") == 1);
        assertThat(observer.changes()).isEqualTo(before);
    }

    @Test
    void aBodyInPiecesIsPutTogether() {
        String body = "{\"data\":\"Grüße\"}";
        user.send(Connection.request("POST", PUBLISH, "Content-Length: " + body.getBytes(UTF_8).length));
        for (byte each : body.getBytes(UTF_8)) {
            observer.settle();
            user.send(new byte[] {each});
        }
        assertThat(user.answer().status()).isEqualTo(201);
        assertThat(lastEvent()).containsEntry("data", "Grüße");
    }

    @Test
    void whoeverWaitsForLeaveToSendItsBodyGetsIt() {
        user.send(Connection.request("POST", PUBLISH, "Content-Length: 12", "Expect: 100-continue"));
        assertThat(user.head().status()).isEqualTo(100);
        user.send("{\"data\":\"x\"}");
        assertThat(user.answer().status()).isEqualTo(201);
    }

    @Test
    void whoeverWaitsForLeaveToSendTooMuchIsRefusedAtOnce() {
        int length = MOST_BODY_BYTES + 1;
        user.send(Connection.request("POST", PUBLISH, "Content-Length: " + length, "Expect: 100-continue"));
        unchanged(() -> user.answer().isRefusal(413));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bad%20name", "a/b", "a;b", "%C3%BC"})
    void aBadRoomNameIsRefused(String name) {
        refuses(400, () -> user.post("/publish/" + name, "{\"data\":\"x\"}"));
    }

    @Test
    void aRefusedPublicationMakesNoRoom() {
        refuses(400, () -> user.post("/publish/new", "{\"data\":\"\"}"));
    }

    private void refuses(int status, Supplier<Answer> request) {
        unchanged(() -> request.get().isRefusal(status));
        assertThat(user.get("/healthz").status()).as("the connection serves on").isEqualTo(200);
    }

    private void unchanged(Runnable attempt) {
        String before = observer.changes();
        attempt.run();
        assertThat(observer.changes()).isEqualTo(before);
    }

    private Map<String, String> lastEvent() {
        long before = observer.stat("events") - 1;
        return Json.fields(
                observer.connection().get("/poll/room?after=" + before).body());
    }
}
