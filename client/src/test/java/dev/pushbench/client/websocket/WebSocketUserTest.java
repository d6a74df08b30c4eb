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
                    new Voice(Technique.WEBSOCKET, connection).greet();
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
                    new Voice(Technique.WEBSOCKET, connection).greet();
                    fragment(connection, 0x01, 0, cut);
                    if (pingBetween) {
                        connection.write(ByteClass.CONTROL, new byte[] {(byte) 0x89, 0});
                        answers.add(connection.frame());
                    }
                    fragment(connection, 0x00, cut, cut);
                    fragment(connection, 0x80, cut, EVENT.length);
                    connection.write(ByteClass.FRAMING, new byte[] {(byte) 0x81, (byte) EVENT.length});
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
                    new Voice(Technique.WEBSOCKET, connection).greet();
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
                    Voice voice = new Voice(Technique.WEBSOCKET, connection);
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

    @Test
    void whatIsPublishedBehindACloseFrameGoesOverTheNextConnection() throws Exception {
        byte[] publication = {'{', '}'};
        CountDownLatch said = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    new Voice(Technique.WEBSOCKET, connection).greet();
                    if (number == 1) {
                        connection.write(ByteClass.CONTROL, new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xe9});
                        answers.add(connection.frame());
                        said.await();
                    } else {
                        answers.add(connection.frame());
                        checked.await();
                    }
                });
                LoneUser user = LoneUser.start(Technique.WEBSOCKET, server.address())) {
            ScriptedConnection.Frame close = Objects.requireNonNull(answers.poll(20, TimeUnit.SECONDS));
            assertThat(close.firstByte()).isEqualTo(0x88);
            user.say(publication);
            assertThat(user.meter().said()).isZero();
            said.countDown();

            ScriptedConnection.Frame message = Objects.requireNonNull(answers.poll(20, TimeUnit.SECONDS));
            assertThat(message.firstByte()).isEqualTo(0x81);
            assertThat(message.payload()).isEqualTo(ByteBuffer.wrap(publication));
            assertThat(user.meter().said()).isOne();
            assertThat(user.meter().connections().counts().backoffs()).isZero();
            checked.countDown();
            assertThat(server.failures()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "Sec-WebSocket-Version: 13"})
    void anAnswerThatDoesNotFitTheRequestFailsTheUser(String line) throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    new Voice(Technique.WEBSOCKET, connection).ask();
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
        "c1 00, 1002, first reserved bit (5.2)",
        "a1 00, 1002, second reserved bit (5.2)",
        "92 00, 1002, third reserved bit (5.2)",
        "c9 00, 1002, reserved bit of a ping (5.2)",
        "83 00, 1002, reserved data opcode 3 (5.2)",
        "87 00, 1002, reserved data opcode 7 (5.2)",
        "8b 00, 1002, reserved control opcode 11 (5.2)",
        "8f 00, 1002, reserved control opcode 15 (5.2)",
        "09 00, 1002, a ping in fragments (5.4)",
        "08 00, 1002, a close in fragments (5.4)",
        "89 7e 00 7e, 1002, a ping of 126 bytes (5.5)",
        "8a 7e 00 7e, 1002, a pong of 126 bytes (5.5)",
        "81 7e 00 05, 1002, a length not in the fewest bits (5.2)",
        "82 7f 00 00 00 00 00 00 ff ff, 1002, 65535 in 8 bytes (5.2)",
        "82 7f 80 00 00 00 00 00 00 01, 1002, the top bit of a length in 8 bytes (5.2)",
        "81 7f 00 00 00 00 7f ff ff ff, 1002, a frame above the limit (10.4)",
        "82 7f 7f ff ff ff ff ff ff ff, 1002, nearly 2^63 (10.4)",
        "89 81 00 00 00 00 07, 1002, a masked ping (5.1)",
        "81 81 00 00 00 00 61, 1002, a masked text (5.1)",
        "80 01 61, 1002, a continuation of nothing (5.4)",
        "00 01 61, 1002, a fragment of nothing (5.4)",
        "01 01 61 81 01 61, 1002, a text inside a text (5.4)",
        "01 01 61 02 01 61, 1002, a binary fragment inside a text (5.4)",
        "82 01 61, 1003, binary where nothing was agreed on but text (7.4.1)",
        "02 01 61, 1003, a binary fragment where nothing was agreed on but text (7.4.1)",
        "81 02 c0 af, 1007, an overlong slash (8.1)",
        "81 03 ed a0 80, 1007, a surrogate (8.1)",
        "81 01 c3, 1007, a cut character (8.1)",
        "01 01 c3 80 01 41, 1007, a cut character at the end of a fragment (8.1)",
        "01 01 c3 80 00, 1007, a cut character at the end of fragments (8.1)"
    })
    void aFrameThatBreaksTheProtocolIsAnsweredByItsCodeAndFailsTheUser(String hex, int code, String what)
            throws Exception {
        byte[] header = HexFormat.ofDelimiter(" ").parseHex(hex);
        byte[] frame = Arrays.copyOf(header, header.length + (what.contains("126") ? 126 : 0));
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    new Voice(Technique.WEBSOCKET, connection).greet();
                    connection.write(ByteClass.CONTROL, frame);
                    answers.add(connection.frame());
                    checked.await();
                });
                LoneUser user = LoneUser.start(Technique.WEBSOCKET, server.address())) {
            user.awaitFailure();

            assertThat(user.failures()).as(what).hasSize(1);
            ScriptedConnection.Frame farewell = Objects.requireNonNull(answers.poll(20, TimeUnit.SECONDS));
            assertThat(farewell.firstByte()).isEqualTo(0x88);
            assertThat(farewell.masked()).isTrue();
            assertThat(farewell.payload().getShort(0)).isEqualTo((short) code);
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
