package dev.pushbench.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.protocol.Technique;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, how, and that it changes nothing. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class BadInputTest {
    private static final List<String> BAD_TARGETS = List.of(
            "",
            "?after=0",
            "bad%20name",
            "bad%2Fname",
            "bad/name",
            "bad+name",
            "bad;name",
            "bad@name",
            "bad%00name",
            "%C3%BC",
            "x".repeat(65),
            "known?after=",
            "known?after=one",
            "known?after=-1",
            "known?after=+1",
            "known?after=1.0",
            "known?after=%31",
            "known?after=4",
            "known?after=9223372036854775807",
            "known?after=9223372036854775808",
            "known?after=99999999999999999999999999999999",
            "unknown?after=1",
            "known?log=x",
            "known?after=1&log=ABCDEFGH",
            "known?after=1&log=k3f9x2ab1",
            "unknown?after=0&log=../../..");

    private final PushServer server;
    private final Observer observer;
    private final Connection user;

    BadInputTest() throws IOException {
        server = PushServer.start(ServerOptions.DEFAULT);
        observer = new Observer(server.address());
        user = Connection.to(server.address());
        observer.publishAll("known", 1, 3);
    }

    @AfterEach
    void close() {
        user.close();
        observer.close();
        server.close();
    }

    private static Stream<Arguments> badReads() {
        return Arrays.stream(Technique.values())
                .flatMap(technique ->
                        BAD_TARGETS.stream().map(target -> Arguments.of(technique, technique.pathPrefix() + target)));
    }

    @ParameterizedTest
    @MethodSource("badReads")
    void aBadReadIsRefusedAndChangesNothing(Technique technique, String target) {
        refuses(400, () -> user.send(reading(technique, "GET", target)));
    }

    private static Stream<Arguments> wrongMethods() {
        return Arrays.stream(Technique.values())
                .flatMap(technique -> Stream.of("POST", "PUT", "DELETE", "OPTIONS", "FOO")
                        .map(method -> Arguments.of(technique, method)));
    }

    @ParameterizedTest
    @MethodSource("wrongMethods")
    void readingIsByGetOnly(Technique technique, String method) {
        Answer answer = refuses(405, () -> user.send(reading(technique, method, technique.pathPrefix() + "new")));
        assertThat(answer.header("allow")).isEqualTo("GET");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/publish/new,POST",
        "PUT,/publish/new,POST",
        "POST,/stats,GET",
        "POST,/metrics,GET",
        "DELETE,/healthz,GET"
    })
    void everyOtherRouteHasItsMethodToo(String method, String target, String allowed) {
        Answer answer = refuses(405, () -> user.send(Connection.request(method, target)));
        assertThat(answer.header("allow")).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/poll",
                "/polls/new",
                "/healthz/",
                "/stats/new",
                "/metrics/",
                "/publish",
                "/Poll/new",
                "/ws"
            })
    void aPathThatIsNoneIsNotFound(String target) {
        refuses(404, () -> user.sendGet(target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "60001", "soon", "", "1s", "9223372036854775808"})
    void aWaitOutOfRangeIsRefused(String wait) {
        refuses(400, () -> user.sendGet("/long-poll/known?after=3&wait=" + wait));
    }

    @Test
    void aRefusedWaitMakesNoRoom() {
        refuses(400, () -> user.sendGet("/long-poll/new?wait=-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "-1", "9223372036854775808", "1-x", "1-ABCDEFGH", "-k3f9x2ab"})
    void aBadLastEventIdIsRefused(String id) {
        refuses(400, () -> user.sendGet("/sse/known?after=1", "Last-Event-ID: " + id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad name", "bad\u00fcname", "bad%zzname", "bad\"name"})
    void whatIsNoRequestTargetAtAllIsRefusedAsHttpAsksForIt(String target) {
        String before = observer.changes();
        user.send(("GET /poll/" + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(UTF_8));
        assertThat(user.head().status()).isEqualTo(400);
        assertThat(observer.changes()).isEqualTo(before);
    }

    @Test
    void aHeadBeyondReasonIsRefused() {
        user.sendGet("/poll/known", "X-Long: " + "x".repeat(20_000));
        assertThat(user.head().status()).isBetween(400, 499);
        assertThat(observer.connection().get("/healthz").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/poll/new", "/long-poll/new?wait=0", "/stream/new", "/sse/new"})
    void oneRoomMoreThanAllowedIsRefused(String target) throws IOException {
        ServerOptions defaults = ServerOptions.DEFAULT;
        ServerOptions one = new ServerOptions(
                "127.0.0.1", 0, 1, defaults.retention(), 1, Duration.ofMinutes(1), defaults.gapPolicy());
        try (PushServer small = PushServer.start(one);
                Connection connection = Connection.to(small.address())) {
            assertThat(connection.get("/poll/first").status()).isEqualTo(204);
            connection.get(target).isRefusal(503);
            connection.post("/publish/new", "{\"data\":\"x\"}").isRefusal(503);
            assertThat(connection.get("/poll/first").status()).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"POLLING", "LONG_POLLING"})
    void whoeverCannotReadChunksOrUpgradeIsRefused(Technique technique) {
        String before = observer.changes();
        user.send(WebSocketClient.handshake(technique.pathPrefix() + "new").replaceFirst("HTTP/1.1", "HTTP/1.0"));
        user.answer().isRefusal(400);
        assertThat(observer.changes()).isEqualTo(before);
    }

    private Answer refuses(int status, Runnable request) {
        String before = observer.changes();
        request.run();
        Answer answer = user.answer();
        answer.isRefusal(status);
        assertThat(observer.changes()).isEqualTo(before);
        assertThat(user.get("/poll/known?after=2").body())
                .as("the connection serves on")
                .isEqualTo(Observer.event(3) + "\n");
        return answer;
    }

    private static String reading(Technique technique, String method, String target) {
        return technique == Technique.WEBSOCKET
                ? WebSocketClient.handshake(target).replaceFirst("GET", method)
                : Connection.request(method, target);
    }
}
