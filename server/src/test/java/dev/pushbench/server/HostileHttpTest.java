package dev.pushbench.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.server.guard.Bounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is no request, or too much of one, over raw sockets: each hostile input is a row with the status that it must get. After it
 * the connection is closed, nothing has changed, and others are served. Escapes in rows are Java's; {@code H} is a host line.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class HostileHttpTest {
    private static final String HOST = "Host: localhost\r\n";
    private static final String DATA = "{\"data\":\"x\"}";

    private final PushServer server;
    private final Observer observer;

    record Row(String what, int status, String sent) {
        @Override
        public String toString() {
            return what + " -> " + status;
        }
    }

    HostileHttpTest() throws IOException {
        server = PushServer.start(ServerOptions.DEFAULT);
        observer = new Observer(server.address());
        observer.publishAll("known", 1, 1);
    }

    @AfterEach
    void close() {
        observer.close();
        server.close();
    }

    static Stream<Row> rows() {
        return Stream.of(lines(), headers(), framing(), chunks(), sizes()).flatMap(List::stream);
    }

    private static List<Row> lines() {
        return List.of(
                row("rubbish", 400, "\0\1\2\3\4\r\n\r\n"),
                row("TLS to a plain port", 400, "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003"),
                row("HTTP/2 without an upgrade", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                row("empty line before the method", 400, "\r\nGET /poll/new HTTP/1.1\r\n" + HOST + "\r\n"),
                row("no method", 400, " /poll/new HTTP/1.1\r\n" + HOST + "\r\n"),
                row("method with a brace", 400, "G{T /poll/new HTTP/1.1\r\n" + HOST + "\r\n"),
                row("endless method", 400, "G".repeat(5_000)),
                row("no target", 400, "GET HTTP/1.1\r\n" + HOST + "\r\n"),
                row("two blanks before the target", 400, "GET  /poll/new HTTP/1.1\r\n" + HOST + "\r\n"),
                row("two blanks behind the target", 400, "GET /poll/new  HTTP/1.1\r\n" + HOST + "\r\n"),
                row("tab behind the method", 400, "GET\t/poll/new HTTP/1.1\r\n" + HOST + "\r\n"),
                row("NUL in the target", 400, "GET /poll/n\0w HTTP/1.1\r\n" + HOST + "\r\n"),
                row("no version", 400, "GET /poll/new\r\n" + HOST + "\r\n"),
                row("HTTP/0.9", 505, "GET /poll/new HTTP/0.9\r\n" + HOST + "\r\n"),
                row("HTTP/1.2", 505, "GET /poll/new HTTP/1.2\r\n" + HOST + "\r\n"),
                row("HTTP/2.0", 505, "GET /poll/new HTTP/2.0\r\n" + HOST + "\r\n"),
                row("version in lower case", 400, "GET /poll/new http/1.1\r\n" + HOST + "\r\n"),
                row("blank behind the version", 400, "GET /poll/new HTTP/1.1 \r\n" + HOST + "\r\n"),
                row("bare line feed behind the request line", 400, "GET /poll/new HTTP/1.1\n" + HOST + "\r\n"),
                row("bare carriage return behind the request line", 400, "GET /poll/new HTTP/1.1\r" + HOST + "\r\n"));
    }

    private static List<Row> headers() {
        return List.of(
                head("bare line feed behind a header", 400, "X-A: 1\n"),
                head("bare carriage return in a header", 400, "X-A: 1\rX-B: 2\r\n"),
                head("bare line feed as the end of the head", 400, "\n"),
                head("blank before a colon", 400, "X-A : 1\r\n"),
                head("tab before a colon", 400, "X-A\t: 1\r\n"),
                head("folded line", 400, "X-A: 1\r\n 2\r\n"),
                head("folded line with a tab", 400, "X-A: 1\r\n\t2\r\n"),
                head("line without a colon", 400, "X-A\r\n"),
                head("line with no name", 400, ": 1\r\n"),
                head("name with a bracket", 400, "X[A]: 1\r\n"),
                head("name beyond ASCII", 400, "X-\u00e4: 1\r\n"),
                head("NUL in a value", 400, "X-A: 1\0\r\n"),
                head("escape in a value", 400, "X-A: \u001b[2J\r\n"),
                row("blank before the first header", 400, "GET /poll/new HTTP/1.1\r\n " + HOST + "\r\n"),
                row("no host", 400, "GET /poll/new HTTP/1.1\r\n\r\n"),
                head("two hosts", 400, "Host: example.org\r\n"));
    }

    private static List<Row> framing() {
        return List.of(
                post(
                        "transfer coding xchunked",
                        400,
                        "Transfer-Encoding: xchunked\r\n",
                        "c\r\n" + DATA + "\r\n0\r\n\r\n"),
                post("transfer coding identity", 400, "Transfer-Encoding: identity\r\n", DATA),
                post("transfer coding gzip, chunked", 400, "Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"),
                post("transfer coding chunked, chunked", 400, "Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"),
                post(
                        "transfer coding twice",
                        400,
                        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                        "0\r\n\r\n"),
                post("transfer coding chunk", 400, "Transfer-Encoding: chunk\r\n", "0\r\n\r\n"),
                post("transfer coding in quotes", 400, "Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"),
                post("transfer coding with a vertical tab", 400, "Transfer-Encoding: \u000bchunked\r\n", "0\r\n\r\n"),
                post("no transfer coding named", 400, "Transfer-Encoding:\r\n", "0\r\n\r\n"),
                post("two lengths", 400, "Content-Length: 12\r\nContent-Length: 13\r\n", DATA),
                post("the same length twice", 400, "Content-Length: 12\r\nContent-Length: 12\r\n", DATA),
                post("two lengths in a list", 400, "Content-Length: 12, 12\r\n", DATA),
                post("length and chunked", 400, "Content-Length: 12\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
                post("chunked and length", 400, "Transfer-Encoding: chunked\r\nContent-Length: 12\r\n", "0\r\n\r\n"),
                post("signed length", 400, "Content-Length: +12\r\n", DATA),
                post("negative length", 400, "Content-Length: -12\r\n", DATA),
                post("hexadecimal length", 400, "Content-Length: 0xC\r\n", DATA),
                post("length with a blank inside", 400, "Content-Length: 1 2\r\n", DATA),
                post("empty length", 400, "Content-Length:\r\n", DATA),
                post("length beyond 63 bits", 400, "Content-Length: 18446744073709551628\r\n", DATA),
                post("blank before the colon of a length", 400, "Content-Length : 12\r\n", DATA),
                head("body of a GET", 400, "Content-Length: 5\r\n"),
                head("chunks of a GET", 400, "Transfer-Encoding: chunked\r\n"),
                row(
                        "chunks in HTTP/1.0",
                        400,
                        "POST /publish/new HTTP/1.0\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
    }

    private static List<Row> chunks() {
        return List.of(
                chunked("chunk size that is no number", 400, "xyz\r\n"),
                chunked("empty chunk size", 400, "\r\n"),
                chunked("negative chunk size", 400, "-1\r\n"),
                chunked("chunk size beyond 64 bits", 400, "10000000000000001\r\nx"),
                chunked("chunk size with 0x", 400, "0xc\r\n" + DATA + "\r\n0\r\n\r\n"),
                chunked("chunk size with a blank before it", 400, " c\r\n" + DATA + "\r\n0\r\n\r\n"),
                chunked("chunk size with a blank behind it", 400, "c \r\n" + DATA + "\r\n0\r\n\r\n"),
                chunked("bare line feed behind a chunk size", 400, "c\n" + DATA + "\r\n0\r\n\r\n"),
                chunked("bare line feed behind a chunk", 400, "c\r\n" + DATA + "\n0\r\n\r\n"),
                chunked("chunk longer than it says", 400, "a\r\n" + DATA + "\r\n0\r\n\r\n"),
                chunked("bare line feed in an extension", 400, "c;a=b\nc\r\n" + DATA + "\r\n0\r\n\r\n"),
                chunked("endless extension", 400, "c;" + "x".repeat(10_000)),
                chunked("trailer with a blank before its colon", 400, "c\r\n" + DATA + "\r\n0\r\nX-A : 1\r\n\r\n"),
                chunked("folded trailer", 400, "c\r\n" + DATA + "\r\n0\r\nX-A: 1\r\n 2\r\n\r\n"),
                chunked("too many trailers", 431, "c\r\n" + DATA + "\r\n0\r\n" + "X-A: 1\r\n".repeat(101)));
    }

    private static List<Row> sizes() {
        return List.of(
                row("target of 9,000 bytes", 414, "GET /poll/" + "x".repeat(9_000) + " HTTP/1.1\r\n" + HOST + "\r\n"),
                row("endless target", 414, "GET /" + "x".repeat(100_000)),
                head("header of 20,000 bytes", 431, "X-A: " + "x".repeat(20_000) + "\r\n"),
                head("endless header", 431, "X-A: " + "x".repeat(300_000)),
                head("endless header name", 431, "x".repeat(300_000)),
                head("a hundred headers and more", 431, "X-A: 1\r\n".repeat(101)),
                head("headers of 20,000 bytes in all", 431, ("X-A: " + "x".repeat(1_000) + "\r\n").repeat(20)),
                post("body of a megabyte", 413, "Content-Length: 1048576\r\n", "x".repeat(1 << 20)),
                post(
                        "body that is said to be endless",
                        413,
                        "Content-Length: 999999999999999999\r\n",
                        "x".repeat(1 << 20)),
                chunked(
                        "chunks of a megabyte in all",
                        413,
                        ("10000\r\n" + "x".repeat(1 << 16) + "\r\n").repeat(16) + "0\r\n\r\n"),
                chunked("chunks without end", 413, ("10000\r\n" + "x".repeat(1 << 16) + "\r\n").repeat(80)));
    }

    private static Row row(String what, int status, String sent) {
        return new Row(what, status, sent);
    }

    private static Row head(String what, int status, String line) {
        return row(what, status, "GET /poll/new HTTP/1.1\r\n" + HOST + line + "\r\n");
    }

    private static Row post(String what, int status, String lines, String body) {
        return row(what, status, "POST /publish/new HTTP/1.1\r\n" + HOST + lines + "\r\n" + body);
    }

    private static Row chunked(String what, int status, String body) {
        return post(what, status, "Transfer-Encoding: chunked\r\n", body);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void itIsRefusedAndTheConnectionClosed(Row row) {
        refuses(row, row.sent().getBytes(ISO_8859_1), 1 << 16);
    }

    static Stream<Row> shortRows() {
        return rows().filter(row -> row.sent().length() < 500);
    }

    @ParameterizedTest
    @MethodSource("shortRows")
    void octetByOctetToo(Row row) {
        refuses(row, row.sent().getBytes(ISO_8859_1), 1);
    }

    /** An earlier request on the connection is answered first, and the smuggled one that follows is not seen. */
    @ParameterizedTest
    @MethodSource("shortRows")
    void behindAGoodRequestInOnePacketToo(Row row) {
        String good = "GET /healthz HTTP/1.1\r\n" + HOST + "\r\n";
        String smuggled = "POST /publish/known HTTP/1.1\r\n" + HOST + "Content-Length: 12\r\n\r\n" + DATA;
        String before = observer.changes();
        try (Connection connection = Connection.to(server.address())) {
            connection.send(good + row.sent() + smuggled);
            assertThat(connection.answer().status()).isEqualTo(200);
            connection.answer().isRefusal(row.status());
            assertThat(connection.isAtEnd()).isTrue();
        }
        assertThat(observer.changes()).isEqualTo(before);
    }

    private void refuses(Row row, byte[] sent, int each) {
        String before = observer.changes();
        try (Connection connection = Connection.to(server.address())) {
            Thread writing = new Thread(() -> RawFrame.pieces(sent, each).forEach(connection::send));
            writing.setUncaughtExceptionHandler((thread, closed) -> {}); // the server need not read to the end of it
            writing.start();
            connection.answer().isRefusal(row.status());
            if (sent.length < 1 << 20) {
                assertThat(connection.isAtEnd()).isTrue();
            }
        }
        assertThat(observer.changes()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /healthz HTTP/1.1\r\nhOsT: a\r\nX-Empty:\r\nX-Padded: \t a b \t \r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost:\r\nX-Latin: \u00e4\u00ff\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\n\r\n"
            })
    void whatIsOddButAllowedIsServed(String request) {
        try (Connection connection = Connection.to(server.address())) {
            connection.send(request + request);
            assertThat(connection.answer().status()).isEqualTo(200);
            assertThat(connection.answer().status()).isEqualTo(200);
            RawFrame.pieces(request.getBytes(ISO_8859_1), 1).forEach(connection::send);
            assertThat(connection.answer().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c\r\n{\"data\":\"x\"}\r\n0\r\n\r\n",
                "C;name=value;other=\"q\"\r\n{\"data\":\"x\"}\r\n000\r\nX-Trailer: 1\r\n\r\n",
                "1\r\n{\r\n0b\r\n\"data\":\"x\"}\r\n0;last\r\n\r\n"
            })
    void chunksAsTheStandardHasThemArePutTogether(String body) {
        String request = "POST /publish/room HTTP/1.1\r\n" + HOST + "Transfer-Encoding:  Chunked \r\n\r\n" + body;
        try (Connection connection = Connection.to(server.address())) {
            connection.send(request + request);
            assertThat(connection.answer().body()).isEqualTo("{\"seq\":\"1\"}\n");
            assertThat(connection.answer().body()).isEqualTo("{\"seq\":\"2\"}\n");
            RawFrame.pieces(request.getBytes(ISO_8859_1), 1).forEach(connection::send);
            assertThat(connection.answer().body()).isEqualTo("{\"seq\":\"3\"}\n");
        }
    }

    @Test
    void anUpgradeThatIsRefusedHidesNothingBehindIt() {
        try (Connection connection = Connection.to(server.address())) {
            String refused = Connection.request("GET", "/ws/room", "Upgrade: websocket", "Connection: Upgrade");
            connection.send(refused + Connection.request("GET", "/healthz") + "GET /healthz HTTP/1.1\nHost: a\r\n\r\n");
            connection.answer().isRefusal(426);
            assertThat(connection.answer().status()).isEqualTo(200);
            connection.answer().isRefusal(400);
            assertThat(connection.isAtEnd()).isTrue();
        }
    }

    @Test
    void framesThatComeWithTheHandshakeAreNotTakenForARequest() {
        try (Connection connection = Connection.to(server.address())) {
            connection.send(RawFrame.joined(
                    WebSocketClient.handshake("/ws/room?after=0").getBytes(ISO_8859_1),
                    RawFrame.frame(0x81, DATA),
                    RawFrame.frame(0x89, "x")));
            assertThat(connection.head().status()).isEqualTo(101);
            assertThat(connection.octet() & 0x0F).isIn(WebSocketClient.TEXT, WebSocketClient.PONG);
        }
        Eventually.holds("it was published", () -> observer.stat("events") == 2);
    }

    @Test
    void rubbishBehindAParkedRequestEndsIt() {
        long others = observer.stat("connections_open");
        try (Connection connection = Connection.to(server.address())) {
            connection.sendGet("/long-poll/known?after=1");
            observer.settle();
            connection.send("\0\0\0");
            connection.answer().isRefusal(400);
            assertThat(connection.isAtEnd()).isTrue();
        }
        Eventually.holds("it is gone", () -> observer.stat("connections_open") == others);
    }

    @ParameterizedTest
    @CsvSource({"3, 100, 503", "100, 3, 429"})
    void oneConnectionTooManyIsTurnedAwayUntilAnotherLeaves(int inAll, int perAddress, int status) throws IOException {
        try (PushServer small = PushServer.start(bounded(Bounds.DEFAULT.withConnections(inAll, perAddress)))) {
            List<Connection> inside = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Connection connection = Connection.to(small.address());
                assertThat(connection.get("/healthz").status()).isEqualTo(200);
                inside.add(connection);
            }
            for (int i = 0; i < 3; i++) {
                try (Connection surplus = Connection.to(small.address())) {
                    surplus.sendGet("/healthz");
                    surplus.answer().isRefusal(status);
                    assertThat(surplus.isAtEnd()).isTrue();
                }
            }
            assertThat(inside.get(0).get("/healthz").status()).isEqualTo(200);
            inside.remove(2).close();
            Eventually.holds("there is room again", () -> isServed(small));
            inside.forEach(Connection::close);
        }
    }

    private static boolean isServed(PushServer server) {
        try (Connection connection = Connection.to(server.address())) {
            return connection.get("/healthz").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /healthz HT",
                "GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: 1",
                "POST /publish/new HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{\"data\":",
                "POST /publish/new HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"d",
                ""
            })
    void whoeverDoesNotGoOnIsCutOff(String start) throws IOException {
        Duration soon = Duration.ofMillis(300);
        try (PushServer impatient = PushServer.start(bounded(Bounds.DEFAULT.withTimes(soon, soon)));
                Connection slow = Connection.to(impatient.address())) {
            slow.send(start);
            assertThat(slow.rest()).isEmpty();
        }
    }

    @Test
    void aTrickleThatNeverBecomesABodyIsCutOff() throws IOException {
        Duration soon = Duration.ofMillis(300);
        try (PushServer impatient = PushServer.start(bounded(Bounds.DEFAULT.withTimes(soon, soon)));
                Connection slow = Connection.to(impatient.address())) {
            slow.send("POST /publish/new HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
            Thread trickle = new Thread(() -> {
                for (int i = 0; i < 5_000; i++) {
                    slow.send("x");
                    Eventually.breathe();
                }
            });
            trickle.setUncaughtExceptionHandler((thread, cutOff) -> {}); // that is what is waited for
            trickle.start();
            assertThat(isEnded(slow)).isTrue();
        }
    }

    private static boolean isEnded(Connection connection) {
        try {
            return connection.isAtEnd();
        } catch (UncheckedIOException reset) {
            return true;
        }
    }

    @Test
    void twoHundredSlowOnesHoldUpNobody() {
        List<Connection> slow = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Connection connection = Connection.to(server.address());
            connection.send(
                    i % 2 == 0
                            ? "GET /poll/known HTTP/1.1\r\nX-Slow: "
                            : "POST /publish/new HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{");
            slow.add(connection);
        }
        for (int round = 0; round < 20; round++) {
            slow.forEach(connection -> connection.send("x"));
            observer.publish("others", round + 1, "x");
        }
        slow.forEach(Connection::close);
    }

    @Test
    void nothingThatIsSentMakesAnInternalErrorOrATrace() {
        List<String> answers = new ArrayList<>();
        rows().filter(row -> row.sent().length() < 20_000).forEach(row -> {
            for (int cut : new int[] {row.sent().length(), row.sent().length() / 2}) {
                try (Connection connection = Connection.to(server.address())) {
                    connection.send(row.sent().substring(0, cut) + "\r\n\r\n\r\n");
                    connection.endOutput();
                    answers.add(connection.rest());
                }
            }
        });
        assertThat(answers).noneMatch(answer -> answer.contains(" 500 ") || answer.contains("Exception"));
    }

    @Test
    void whatAllHoldTogetherIsBounded() throws IOException {
        try (PushServer small = PushServer.start(bounded(Bounds.DEFAULT.withHeldBytes(300_000)));
                Connection first = Connection.to(small.address());
                Connection second = Connection.to(small.address());
                WebSocketClient third = WebSocketClient.upgrade(Connection.to(small.address()), "/ws/room")) {
            String start = "POST /publish/room HTTP/1.1\r\nHost: a\r\nContent-Length: 250000\r\n\r\n";
            first.send(start + "x".repeat(240_000));
            settle(small);
            second.send(start + "x".repeat(240_000));
            second.answer().isRefusal(503);
            third.send(RawFrame.header(0x82, 200_000), new byte[100_000]);
            assertThat(third.next().closeCode()).isEqualTo(1013);

            first.send("x".repeat(10_000));
            first.answer().isRefusal(400); // it is no publication, but whole
            try (WebSocketClient fourth = WebSocketClient.upgrade(Connection.to(small.address()), "/ws/room")) {
                fourth.send(RawFrame.header(0x82, 200_000), new byte[100_000]);
                settle(small);
            }
            Eventually.holds("what was held is free again", () -> publishesLarge(small));
        }
    }

    private static void settle(PushServer server) {
        try (Observer settling = new Observer(server.address())) {
            settling.settle();
        }
    }

    private static boolean publishesLarge(PushServer server) {
        try (Connection connection = Connection.to(server.address())) {
            return connection.post("/publish/room", " ".repeat(250_000)).status() == 400;
        }
    }

    private static ServerOptions bounded(Bounds bounds) {
        return ServerOptions.DEFAULT.with(Exposure.DEFAULT.with(bounds));
    }
}
