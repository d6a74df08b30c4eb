package dev.pushbench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.protocol.Technique;
import dev.pushbench.server.access.Access;
import dev.pushbench.server.access.Origins;
import dev.pushbench.server.access.Token;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what: tokens, origins, and addresses that others can reach. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class AccessTest {
    private static final String DATA = "{\"data\":\"x\"}";
    private static final String LISTED = "https://app.example";

    private final PushServer server;
    private final Connection user;

    AccessTest() throws IOException {
        server = PushServer.start(ServerOptions.DEFAULT.with(Exposure.DEFAULT.with(new Access(
                Optional.of(new Token("publish-secret")),
                Optional.of(new Token("stats-secret")),
                Origins.of(List.of(LISTED, "HTTP://Other.Example:8080")),
                false))));
        user = Connection.to(server.address());
    }

    @AfterEach
    void close() {
        user.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Authorization: Bearer",
                "Authorization: Bearer publish-secre",
                "Authorization: Bearer publish-secret2",
                "Authorization: Bearer PUBLISH-SECRET",
                "Authorization: Bearer stats-secret",
                "Authorization: Basic publish-secret",
                "Authorization: publish-secret"
            })
    void publishingNeedsItsToken(String header) {
        publish(header).isRefusal(401);
        assertThat(publish(header).header("www-authenticate")).isEqualTo("Bearer realm=\"pushbench\"");
        assertThat(publish("Authorization: bearer publish-secret").body()).isEqualTo("{\"seq\":\"1\"}\n");
    }

    private Answer publish(String header) {
        String[] headers = {"Content-Length: " + DATA.length(), header};
        user.send(Connection.request("POST", "/publish/room", header.isEmpty() ? new String[] {headers[0]} : headers)
                + DATA);
        return user.answer();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stats", "/metrics"})
    void figuresNeedTheirToken(String target) {
        user.get(target).isRefusal(401);
        user.sendGet(target, "Authorization: Bearer publish-secret");
        user.answer().isRefusal(401);
        user.sendGet(target, "Authorization: Bearer stats-secret");
        assertThat(user.answer().status()).isEqualTo(200);
    }

    @Test
    void healthAndReadingNeedNone() {
        assertThat(user.get("/healthz").status()).isEqualTo(200);
        assertThat(user.get("/poll/room").status()).isEqualTo(204);
    }

    @Test
    void aWebSocketPublishesWithTheTokenAndReadsWithout() {
        try (WebSocketClient publisher = WebSocketClient.upgrade(
                        Connection.to(server.address()), "/ws/room", "Authorization: Bearer publish-secret");
                WebSocketClient reader = WebSocketClient.upgrade(Connection.to(server.address()), "/ws/room")) {
            publisher.send(RawFrame.frame(0x81, DATA));
            assertThat(publisher.next().text()).contains("\"data\":\"x\"");
            assertThat(reader.next().text()).contains("\"data\":\"x\"");
            reader.send(RawFrame.frame(0x81, DATA));
            WebSocketClient.Frame refusal = reader.next();
            assertThat(refusal.closeCode()).isEqualTo(1008);
            assertThat(refusal.closeReason()).contains("token");
        }
        assertThat(user.get("/poll/room?after=0").body().lines()).hasSize(1);
    }

    private static Stream<Arguments> foreigners() {
        return Stream.of(
                        "https://evil.example",
                        "http://app.example",
                        "https://app.example:8443",
                        "https://app.example.evil.example",
                        "http://localhost.evil.example",
                        "http://127.0.0.1.evil.example",
                        "http://localhost@evil.example",
                        "null",
                        "*",
                        "")
                .flatMap(origin -> Stream.of(Technique.values()).map(technique -> Arguments.of(technique, origin)));
    }

    @ParameterizedTest
    @MethodSource("foreigners")
    void aPageFromElsewhereIsNotLetIn(Technique technique, String origin) {
        user.send(WebSocketClient.handshake(technique.pathPrefix() + "new", "Origin: " + origin));
        user.answer().isRefusal(403);
        publish("Origin: " + origin).isRefusal(403);
        assertThat(server.figures().rooms()).isZero();
    }

    @Test
    void aNameThatIsMadeToResolveToUsOpensNothing() {
        user.send(WebSocketClient.handshake("/ws/new", "Origin: http://evil.example")
                .replace("Host: localhost", "Host: evil.example"));
        user.answer().isRefusal(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost", "http://localhost:3000", "http://127.0.0.1:8080", "https://[::1]:9"})
    void aPageOfThisMachineIsLetIn(String origin) {
        user.sendGet("/poll/room", "Origin: " + origin);
        Answer answer = user.answer();
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
        user.send(WebSocketClient.handshake("/ws/room", "Origin: " + origin));
        assertThat(user.answer().status()).isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(strings = {LISTED, "http://other.example:8080"})
    void aListedPageIsLetInAndReadsTheAnswer(String origin) {
        user.sendGet("/poll/room", "Origin: " + origin);
        Answer answer = user.answer();
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers())
                .containsEntry("access-control-allow-origin", origin)
                .containsEntry("access-control-expose-headers", "Pushbench-Cursor")
                .containsEntry("vary", "Origin");
        user.sendGet("/sse/room", "Origin: " + origin);
        assertThat(user.head().header("access-control-allow-origin")).isEqualTo(origin);
    }

    @Test
    void aListedPageMayAskBeforehandAndNoOtherMay() {
        user.send(preflight("/publish/room", LISTED));
        assertThat(user.answer().headers())
                .containsEntry("access-control-allow-origin", LISTED)
                .containsEntry("access-control-allow-methods", "POST")
                .containsEntry("access-control-allow-headers", "Authorization, Content-Type, Last-Event-ID");
        user.send(preflight("/publish/room", "https://evil.example"));
        user.answer().isRefusal(403);
        user.send(preflight("/publish/room", "http://localhost:3000"));
        assertThat(user.answer().headers()).doesNotContainKey("access-control-allow-origin");
        user.send(preflight("/nowhere", LISTED));
        user.answer().isRefusal(404);
    }

    private static String preflight(String target, String origin) {
        return Connection.request("OPTIONS", target, "Origin: " + origin, "Access-Control-Request-Method: POST");
    }

    @Test
    void aStarLetsEveryPageIn() throws IOException {
        Access any = new Access(Optional.empty(), Optional.empty(), Origins.of(List.of("*")), false);
        try (PushServer open = PushServer.start(ServerOptions.DEFAULT.with(Exposure.DEFAULT.with(any)));
                Connection connection = Connection.to(open.address())) {
            connection.sendGet("/poll/room", "Origin: null");
            assertThat(connection.answer().header("access-control-allow-origin"))
                    .isEqualTo("null");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "https://", "https://example.org/", "https://a b", "null"})
    void whatIsNoOriginIsTold(String text) {
        assertThatThrownBy(() -> Origins.of(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "with a blank", "with-an-ümlaut", "with\nlines"})
    void whatIsNoTokenIsToldAndNotRepeated(String secret) {
        assertThatThrownBy(() -> new Token(secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(secret.isEmpty() ? "never" : secret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void anAddressThatOthersCanReachNeedsTokensOrTheWill(String host) {
        ServerOptions defaults = ServerOptions.DEFAULT;
        ServerOptions strangers =
                new ServerOptions(host, 0, 1, defaults.retention(), 1, defaults.heartbeat(), defaults.gapPolicy());
        assertThatThrownBy(() -> PushServer.start(strangers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--publish-token")
                .hasMessageContaining("--open-to-all");
        Optional<Token> token = Optional.of(new Token("secret-enough"));
        assertThat(new Access(token, Optional.empty(), Origins.LOCAL, false).isFitForStrangers())
                .isFalse();
        assertThat(new Access(Optional.empty(), token, Origins.LOCAL, false).isFitForStrangers())
                .isFalse();
        assertThat(new Access(token, token, Origins.LOCAL, false).isFitForStrangers())
                .isTrue();
        assertThat(new Access(Optional.empty(), Optional.empty(), Origins.LOCAL, true).isFitForStrangers())
                .isTrue();
    }
}
