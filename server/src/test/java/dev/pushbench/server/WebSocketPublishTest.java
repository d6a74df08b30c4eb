package dev.pushbench.server;

import static dev.pushbench.server.WebSocketClient.BINARY;
import static dev.pushbench.server.WebSocketClient.CLOSE;
import static dev.pushbench.server.WebSocketClient.CONTINUATION;
import static dev.pushbench.server.WebSocketClient.PING;
import static dev.pushbench.server.WebSocketClient.PONG;
import static dev.pushbench.server.WebSocketClient.TEXT;
import static dev.pushbench.server.WebSocketClient.frame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pushbench.server.WebSocketClient.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way up through a WebSocket, its control frames, and its end. */
@ParameterizedClass
@EnumSource
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class WebSocketPublishTest {
    private static final String PUBLICATION = "{\"due\":\"7\",\"data\":\"Grüße\"}";

    private final Apis.Api api;
    private final PushServer server;
    private final Observer observer;
    private final WebSocketClient user;

    WebSocketPublishTest(Apis.Api api) throws IOException {
        this.api = api;
        server = PushServer.start(ServerOptions.DEFAULT.with(new Apis(api, Apis.OWN.sse())));
        observer = new Observer(server.address());
        user = connect();
    }

    @AfterEach
    void close() {
        user.close();
        observer.close();
        server.close();
    }

    private WebSocketClient connect(String... headers) {
        return WebSocketClient.upgrade(Connection.to(server.address()), "/ws/room", headers);
    }

    private static String event(long seq) {
        return String.format("{\"seq\":\"%019d\",\"due\":\"0000000000000000007\",\"data\":\"Grüße\"}", seq);
    }

    @ParameterizedTest
    @ValueSource(ints = {TEXT, BINARY})
    void aFramePublishes(int opcode) {
        user.send(frame(opcode, PUBLICATION), frame(opcode, PUBLICATION));
        assertThat(user.next().text()).isEqualTo(event(1));
        assertThat(user.next().text()).isEqualTo(event(2));
    }

    @ParameterizedTest
    @CsvSource({"pushbench.v1.text,1", "pushbench.v1.binary,2"})
    void theSubprotocolDecidesHowEventsCome(String subprotocol, int opcode) {
        try (WebSocketClient other = connect("Sec-WebSocket-Protocol: " + subprotocol)) {
            user.send(frame(TEXT, PUBLICATION));
            Frame frame = other.next();
            assertThat(frame.opcode()).isEqualTo(opcode);
            assertThat(frame.text()).isEqualTo(event(1));
        }
    }

    @Test
    void framesInOnePacketWithTheHandshakeAreNotLost() {
        try (Connection connection = Connection.to(server.address())) {
            ByteArrayOutputStream packet = new ByteArrayOutputStream();
            packet.writeBytes(WebSocketClient.handshake("/ws/room").getBytes(UTF_8));
            packet.writeBytes(frame(TEXT, PUBLICATION));
            connection.send(packet.toByteArray());
            assertThat(user.next().text()).isEqualTo(event(1));
        }
    }

    @Test
    void aFragmentedPublicationMayHavePingsInItsMidst() {
        byte[] text = PUBLICATION.getBytes(UTF_8);
        user.send(
                frame(false, TEXT, Arrays.copyOfRange(text, 0, 5)),
                frame(PING, "between"),
                frame(false, CONTINUATION, new byte[0]),
                frame(false, CONTINUATION, Arrays.copyOfRange(text, 5, 22)),
                frame(PONG, "unasked"),
                frame(true, CONTINUATION, Arrays.copyOfRange(text, 22, text.length)));
        Frame pong = user.next();
        assertThat(pong.opcode()).isEqualTo(PONG);
        assertThat(pong.text()).isEqualTo("between");
        assertThat(user.next().text()).isEqualTo(event(1));
    }

    @Test
    void pingsInOnePacketAreAllAnsweredInTheirOrder() {
        List<String> payloads =
                IntStream.range(0, 126).mapToObj(i -> "p".repeat(i)).toList();
        user.send(payloads.stream().map(payload -> frame(PING, payload)).toArray(byte[][]::new));
        List<String> answered = new ArrayList<>();
        for (int i = 0; i < payloads.size(); i++) {
            Frame pong = user.next();
            assertThat(pong.opcode()).isEqualTo(PONG);
            answered.add(pong.text());
        }
        assertThat(answered).isEqualTo(payloads);
    }

    @Test
    void bytesOneByOneMakeTheSameFrames() {
        for (byte each : frame(TEXT, PUBLICATION)) {
            user.send(new byte[] {each});
            observer.settle();
        }
        assertThat(user.next().text()).isEqualTo(event(1));
    }

    @Test
    void aLargePublicationIsTakenWhole() {
        String data = "x".repeat(64 * 1024 - 67);
        user.send(frame(BINARY, "{\"due\":\"1000000007\",\"data\":\"" + data + "\"}"));
        assertThat(user.next().text()).isEqualTo(Observer.event(1, data));
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1011, 3000, 4999})
    void aCloseIsAnsweredWithItsCodeAndTheConnectionEnds(int code) {
        user.send(WebSocketClient.close(code), frame(TEXT, PUBLICATION));
        Frame close = user.next();
        assertThat(close.opcode()).isEqualTo(CLOSE);
        assertThat(close.closeCode()).isEqualTo(code);
        ends();
        assertThat(observer.stat("events")).as("events after the close").isZero();
    }

    @Test
    void aCloseWithoutACodeIsAnswered() {
        user.send(frame(CLOSE, ""));
        assertThat(user.next().opcode()).isEqualTo(CLOSE);
        ends();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{\"data\":\"\"}", "{\"due\":-1,\"data\":\"x\"}", "{\"data\":\"x\"} x"})
    void whatIsNoPublicationClosesWithAReason(String text) {
        user.send(frame(TEXT, text), frame(TEXT, PUBLICATION));
        closesWith(1008);
    }

    @Test
    void binaryThatIsNotUtf8ClosesWithAReason() {
        user.send(frame(true, BINARY, new byte[] {'"', (byte) 0xFF, '"'}));
        closesWith(1008);
    }

    @Test
    void textThatIsNotUtf8IsInvalidData() {
        user.send(frame(true, TEXT, new byte[] {'"', (byte) 0xFF, '"'}));
        closesWith(1007);
    }

    @Test
    void anEventBeyondTheLimitIsTooBig() {
        user.send(frame(TEXT, "{\"data\":\"" + "x".repeat(64 * 1024) + "\"}"));
        closesWith(1009);
    }

    @Test
    void aFrameThatAnnouncesMoreThanTheLimitIsTooBigBeforeItIsSent() {
        assumeThat(api).as("Undertow's listener counts bytes as they come").isEqualTo(Apis.Api.OWN);
        user.send(new byte[] {(byte) 0x82, (byte) 0xFF, 0x7F, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0});
        closesWith(1009);
    }

    @Test
    void fragmentsThatAddUpToMoreThanTheLimitAreTooBig() {
        byte[] part = new byte[128 * 1024];
        user.send(
                frame(false, BINARY, part),
                frame(false, CONTINUATION, part),
                frame(false, CONTINUATION, part),
                frame(false, CONTINUATION, new byte[1]));
        closesWith(1009);
    }

    @Test
    void anUnmaskedFrameIsAProtocolError() {
        user.send(new byte[] {(byte) 0x81, 0x01, 'x'});
        closesWith(1002);
    }

    @Test
    void whoeverStaysAfterAViolationIsCutOff() {
        user.send(new byte[] {(byte) 0x81, 0x01, 'x'});
        assertThat(user.next().closeCode()).isEqualTo(1002);
        Eventually.holds("the connection is closed", () -> observer.stat("connections_open") == 1);
    }

    @Test
    void anEndWithoutACloseFrameIsADeparture() {
        user.connection().close();
        Eventually.holds("it has gone", () -> observer.stat("connections_open") == 1);
    }

    private void closesWith(int code) {
        Frame close = user.next();
        assertThat(close.opcode()).isEqualTo(CLOSE);
        assertThat(close.closeCode()).isEqualTo(code);
        assertThat(close.closeReason()).isNotBlank();
        ends();
        assertThat(observer.stat("events")).as("events").isZero();
    }

    private void ends() {
        assertThat(user.connection().isAtEnd()).isTrue();
        user.connection().close();
        Eventually.holds("the connection is closed", () -> observer.stat("connections_open") == 1);
    }
}
