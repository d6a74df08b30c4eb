package dev.pushbench.client.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.Eventually;
import dev.pushbench.client.measure.ByteClass;
import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.user.LoneUser;
import dev.pushbench.client.user.ScriptedConnection;
import dev.pushbench.client.user.ScriptedServer;
import dev.pushbench.client.user.Voice;
import dev.pushbench.protocol.Technique;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class WebSocketUserTest {
    private static final byte[] EVENT = Voice.eventText(1);

    private final BlockingQueue<ScriptedConnection.Frame> answers = new LinkedBlockingQueue<>();
    private final CountDownLatch checked = new CountDownLatch(1);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125})
    void aPingIsAnsweredByAMaskedPongWithItsPayload(int payloadBytes) throws Exception {
        byte[] payload = new byte[payloadBytes];
        Arrays.fill(payload, (byte) 0xA5);
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    new Voice(Technique.WEBSOCKET, connection, ByteClass.HANDSHAKE).greet();
                    connection.write(ByteClass.CONTROL, new byte[] {(byte) 0x89, (byte) payloadBytes});
                    connection.write(ByteClass.CONTROL, payload);
                    answers.add(connection.frame());
                    connection.write(ByteClass.CONTROL, new byte[] {(byte) 0x8a, 0}); // a pong is not answered
                    connection.write(ByteClass.CONTROL, new byte[] {(byte) 0x89, 1, 9});
                    answers.add(connection.frame());
                    checked.await();
                });
                LoneUser user = LoneUser.start(Technique.WEBSOCKET, server.address())) {
            assertThat(answers.poll(20, TimeUnit.SECONDS))
                    .isEqualTo(new ScriptedConnection.Frame(0x8a, true, ByteBuffer.wrap(payload)));
            assertThat(answers.poll(20, TimeUnit.SECONDS))
                    .isEqualTo(new ScriptedConnection.Frame(0x8a, true, ByteBuffer.wrap(new byte[] {9})));
            allIsCounted(user, server);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false", "75, false", "40, true", "20, true"})
    void anEventInFragmentsIsPutTogether(int cut, boolean pingBetween) throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    new Voice(Technique.WEBSOCKET, connection, ByteClass.HANDSHAKE).greet();
                    fragment(connection, 0x01, 0, cut);
                    if (pingBetween) {
                        connection.write(ByteClass.CONTROL, new byte[] {(byte) 0x89, 0});
                        answers.add(connection.frame());
                    }
                    fragment(connection, 0x00, cut, cut);
                    fragment(connection, 0x80, cut, EVENT.length);
                    connection.write(ByteClass.FRAMING, new byte[] {(byte) 0x82, (byte) EVENT.length});
                    connection.write(ByteClass.PAYLOAD, Voice.eventText(2));
                    checked.await();
                });
                LoneUser user = LoneUser.start(Technique.WEBSOCKET, server.address())) {
            user.awaitArrivals(2);

            assertThat(user.deliveries()).isEqualTo(new Deliveries(2, 2, 0, 0, 0, 0, 0));
            allIsCounted(user, server);
        }
    }

    @Test
    void fragmentsThatALostConnectionCutOffAreVoid() throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    new Voice(Technique.WEBSOCKET, connection, ByteClass.HANDSHAKE).greet();
                    if (number == 1) {
                        connection.write(ByteClass.FRAMING, new byte[] {0x01, 30});
                        connection.write(ByteClass.FRAMING, Arrays.copyOf(EVENT, 30));
                    } else {
                        connection.write(ByteClass.FRAMING, new byte[] {(byte) 0x81, (byte) EVENT.length});
                        connection.write(ByteClass.PAYLOAD, EVENT);
                        checked.await();
                    }
                });
                LoneUser user = LoneUser.start(Technique.WEBSOCKET, server.address())) {
            user.awaitArrivals(1);

            allIsCounted(user, server);
        }
    }

    @Test
    void aCloseFrameIsAnsweredAndTheConnectionReplaced() throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    Voice voice = new Voice(Technique.WEBSOCKET, connection, ByteClass.HANDSHAKE);
                    assertThat(voice.greet()).isEqualTo(number - 1);
                    voice.event(number);
                    if (number == 1) {
                        connection.write(ByteClass.CONTROL, new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xe9});
                        answers.add(connection.frame());
                    } else {
                        checked.await();
                    }
                });
                LoneUser user = LoneUser.start(Technique.WEBSOCKET, server.address())) {
            user.awaitArrivals(2);

            ScriptedConnection.Frame answer = Objects.requireNonNull(answers.poll(20, TimeUnit.SECONDS));
            assertThat(answer.firstByte()).isEqualTo(0x88);
            assertThat(answer.masked()).isTrue();
            assertThat(user.meter().connections().counts()).isEqualTo(new ConnectionCounts(2, 1, 0, 1, 0, 1));
            allIsCounted(user, server);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "Sec-WebSocket-Version: 13"})
    void anAnswerThatDoesNotFitTheRequestFailsTheUser(String line) throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    new Voice(Technique.WEBSOCKET, connection, ByteClass.HANDSHAKE).ask();
                    connection.write(
                            ByteClass.HANDSHAKE,
                            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + line
                                    + "\r\n\r\n");
                    connection.awaitEnd();
                });
                LoneUser user = LoneUser.start(Technique.WEBSOCKET, server.address())) {
            user.awaitFailure();

            assertThat(user.failures())
                    .containsExactly("the server's answer to the WebSocket handshake does not fit the request");
            assertThat(user.timesReady()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "c1 00, a reserved bit",
        "83 00, an opcode that is none",
        "09 00, a ping in fragments",
        "89 7e 00 7e, a ping of 126 bytes",
        "81 7e 00 05, a length not in the fewest bits",
        "81 7f 00 00 00 00 7f ff ff ff, a frame above the limit",
        "89 81 00 00 00 00 07, a masked frame"
    })
    void aFrameThatBreaksTheProtocolFailsTheUser(String hex, String what) throws Exception {
        byte[] header = HexFormat.ofDelimiter(" ").parseHex(hex);
        byte[] frame = Arrays.copyOf(header, header.length + (what.contains("126") ? 126 : 0));
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    new Voice(Technique.WEBSOCKET, connection, ByteClass.HANDSHAKE).greet();
                    connection.write(ByteClass.CONTROL, frame);
                    checked.await();
                });
                LoneUser user = LoneUser.start(Technique.WEBSOCKET, server.address())) {
            user.awaitFailure();

            assertThat(user.failures()).as(what).hasSize(1);
        } finally {
            checked.countDown();
        }
    }

    private static void fragment(ScriptedConnection connection, int first, int from, int to) throws Exception {
        connection.write(ByteClass.FRAMING, new byte[] {(byte) first, (byte) (to - from)});
        connection.write(ByteClass.PAYLOAD, Arrays.copyOfRange(EVENT, from, to));
    }

    private void allIsCounted(LoneUser user, ScriptedServer server) throws Exception {
        Eventually.holds(
                "read and sent are the same: " + user.read() + ", " + server.sent(),
                () -> user.read().equals(server.sent()));
        Eventually.holds(
                "written and received are the same: " + user.written() + ", " + server.received(),
                () -> user.written().equals(server.received()));
        assertThat(user.failures()).isEmpty();
        user.stop();
        checked.countDown();
        assertThat(server.failures()).isEmpty();
    }
}
