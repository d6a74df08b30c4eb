package dev.pushbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The opening handshake of RFC 6455, section 4.2, on a real connection. */
@ParameterizedClass
@EnumSource
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class HandshakeTest {
    private static final String KEY = "Sec-WebSocket-Key: " + WebSocketClient.KEY;

    private final PushServer server;
    private final Connection user;

    HandshakeTest(Apis.Api api) throws IOException {
        server = PushServer.start(ServerOptions.DEFAULT.with(new Apis(api, Apis.OWN.sse())));
        user = Connection.to(server.address());
    }

    @AfterEach
    void close() {
        user.close();
        server.close();
    }

    @Test
    void theKeyOfTheRfcIsAnsweredAsTheRfcAnswersIt() {
        user.send(WebSocketClient.handshake("/ws/room"));
        Answer answer = user.answer();
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.header("sec-websocket-accept")).isEqualTo(WebSocketClient.ACCEPT);
        assertThat(answer.header("upgrade")).isEqualToIgnoringCase("websocket");
        assertThat(answer.header("connection")).isEqualToIgnoringCase("upgrade");
        assertThat(answer.headers()).doesNotContainKeys("sec-websocket-protocol", "sec-websocket-extensions");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pushbench.v1.text|pushbench.v1.text",
                "pushbench.v1.binary|pushbench.v1.binary",
                "pushbench.v1.binary, pushbench.v1.text|pushbench.v1.binary",
                "chat,pushbench.v1.text|pushbench.v1.text",
            })
    void theFirstKnownSubprotocolIsAgreedOn(String offered, String agreed) {
        user.send(WebSocketClient.handshake("/ws/room", "Sec-WebSocket-Protocol: " + offered));
        Answer answer = user.answer();
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.header("sec-websocket-protocol")).isEqualTo(agreed);
    }

    @Test
    void subprotocolsMayBeOfferedInSeveralHeaders() {
        user.send(WebSocketClient.handshake(
                "/ws/room", "Sec-WebSocket-Protocol: chat", "Sec-WebSocket-Protocol: pushbench.v1.binary"));
        assertThat(user.answer().header("sec-websocket-protocol")).isEqualTo("pushbench.v1.binary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "pushbench.v1", "PUSHBENCH.V1.TEXT", ""})
    void unknownSubprotocolsAreRefused(String offered) {
        user.send(WebSocketClient.handshake("/ws/room", "Sec-WebSocket-Protocol: " + offered));
        user.answer().isRefusal(400);
        servesOn();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: */*",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Connection: keep-alive|Upgrade: websocket",
                "Connection: Upgrade|Upgrade: h2c"
            })
    void whoeverDoesNotAskForAnUpgradeIsToldTo(String headers) {
        user.sendGet("/ws/room", (headers + "|Sec-WebSocket-Version: 13|" + KEY).split("\\|", -1));
        Answer answer = user.answer();
        answer.isRefusal(426);
        assertThat(answer.header("upgrade")).isEqualTo("websocket");
        servesOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "0", "14", "thirteen", ""})
    void anotherVersionIsToldTheRightOne(String version) {
        user.sendGet("/ws/room", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: " + version, KEY);
        Answer answer = user.answer();
        answer.isRefusal(426);
        assertThat(answer.header("sec-websocket-version")).isEqualTo("13");
        servesOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "dGhlIHNhbXBsZSBub25jZTE=", "dGhlIHNhbXBsZSBub25jZ", "????????????????????????"})
    void aKeyThatIsNotSixteenBytesIsRefused(String key) {
        user.sendGet(
                "/ws/room",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: " + key);
        user.answer().isRefusal(400);
        servesOn();
    }

    @Test
    void aMissingKeyIsRefused() {
        user.sendGet("/ws/room", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13");
        user.answer().isRefusal(400);
        servesOn();
    }

    @Test
    void tokensAreComparedWithoutRegardToCase() {
        user.sendGet("/ws/room", "CONNECTION: upgrade", "UPGRADE: WebSocket", "Sec-WebSocket-Version: 13", KEY);
        assertThat(user.answer().status()).isEqualTo(101);
    }

    private void servesOn() {
        assertThat(user.get("/healthz").status()).isEqualTo(200);
    }
}
