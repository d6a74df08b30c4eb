package dev.pushbench.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code permessage-deflate} (RFC 7692) over raw sockets. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class DeflateTest {
    private static final String ANSWER = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";
    private static final int COMPRESSED = 0x40;

    private final PushServer server;
    private int lastFrameBytes;

    DeflateTest() throws IOException {
        server = PushServer.start(ServerOptions.DEFAULT.with(
                new Exposure(Exposure.DEFAULT.bounds(), Exposure.DEFAULT.access(), true, true)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate;client_max_window_bits=9",
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                "x-webkit-deflate-frame, permessage-deflate",
                "permessage-deflate; server_max_window_bits=7, permessage-deflate"
            })
    void anOfferThatCanBeKeptIsAccepted(String offers) {
        assertThat(answer(server, offers)).isEqualTo(ANSWER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x-webkit-deflate-frame",
                "permessage-deflate; server_max_window_bits=7",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=16",
                "permessage-deflate; client_max_window_bits=7",
                "permessage-deflate; client_max_window_bits=015",
                "permessage-deflate; server_no_context_takeover=1",
                "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
                "permessage-deflate; unknown",
                "permessage-deflate;"
            })
    void anOfferThatCannotBeKeptIsDeclinedAndTheConnectionUncompressed(String offers) {
        assertThat(answer(server, offers)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 10, 11, 12, 13, 14, 15})
    void aWindowThatIsAskedForIsKept(int bits) throws DataFormatException {
        byte[] block = new byte[(1 << bits) + 100]; // repeated just too far away, but for the largest window
        new Random(bits).nextBytes(block);
        byte[] message = RawFrame.joined(block, block, block, block);
        try (Connection connection = Connection.to(server.address())) {
            connection.send(WebSocketClient.handshake(
                    "/ws-echo",
                    "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=\"" + bits + "\""));
            assertThat(connection.answer().header("sec-websocket-extensions"))
                    .isEqualTo(ANSWER + "; server_max_window_bits=" + bits);
            sends(connection, RawFrame.frame(0x82, message));
            assertThat(message(connection, 0x82)).isEqualTo(message);
            assertThat(lastFrameBytes).isGreaterThan(4 * block.length);
        }
    }

    @Test
    void nothingIsAgreedOnUnlessTheServerWasToldTo() throws IOException {
        try (PushServer plain = PushServer.start(ServerOptions.DEFAULT);
                Connection connection = Connection.to(plain.address())) {
            connection.send(WebSocketClient.handshake("/ws/room", OFFER));
            assertThat(connection.answer().header("sec-websocket-extensions")).isEmpty();
        }
    }

    private static String answer(PushServer server, String offers) {
        try (Connection connection = Connection.to(server.address())) {
            connection.send(WebSocketClient.handshake("/ws-echo", "Sec-WebSocket-Extensions: " + offers));
            Answer answer = connection.answer();
            assertThat(answer.status()).isEqualTo(101);
            return answer.header("sec-websocket-extensions");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 16_383, 16_384, 65_536, 1 << 20, 16 << 20})
    void aCompressedMessageComesBack(int length) throws DataFormatException {
        byte[] random = new byte[length];
        new Random(7).nextBytes(random);
        byte[] text =
                "the same again, ".repeat(length / 16 + 1).substring(0, length).getBytes(UTF_8);
        try (Connection connection = upgraded()) {
            if (length < 16 << 20) { // what cannot be compressed becomes larger than it was
                sends(connection, RawFrame.frame(0x82 | COMPRESSED, deflated(random)));
                assertThat(message(connection, 0x82)).isEqualTo(random);
            }
            sends(connection, RawFrame.frame(0x81 | COMPRESSED, deflated(text)));
            assertThat(message(connection, 0x81)).isEqualTo(text);
            sends(connection, RawFrame.fragments(0x01 | COMPRESSED, deflated(text), 1 + length / 50));
            assertThat(message(connection, 0x81)).isEqualTo(text);
            sends(connection, RawFrame.frame(0x81, text));
            assertThat(message(connection, 0x81))
                    .as("not compressed, which it need not be")
                    .isEqualTo(text);
        }
    }

    /** Section 7.2.3: the same text in several ways that all are right. */
    @ParameterizedTest
    @CsvSource({
        "one block, f248cdc9c90700",
        "shared window not needed, f248cdc9c90700",
        "stored, 000500faff48656c6c6f00",
        "last block, f348cdc9c9070000",
        "two blocks, f248050000 00ffffcac9c90700"
    })
    void helloOfTheStandardIsRead(String what, String hex) throws DataFormatException {
        try (Connection connection = upgraded()) {
            connection.send(RawFrame.frame(0x81 | COMPRESSED, RawFrame.hex(hex)));
            assertThat(new String(message(connection, 0x81), UTF_8)).as(what).isEqualTo("Hello");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "compressed bit on a continuation, 41 00 C0, 1002",
        "compressed bit on a ping, C9, 1002",
        "compressed bit on a close, C8, 1002",
        "second reserved bit, A1, 1002",
        "first and third reserved bit, D1, 1002"
    })
    void theBitMeansNothingElsewhere(String what, String firsts, int code) {
        try (Connection connection = upgraded()) {
            String[] bytes = firsts.split(" ", -1);
            for (String first : bytes) {
                connection.send(RawFrame.frame(Integer.parseInt(first, 16), first.equals("41") ? "\0" : ""));
            }
            assertThat(closeCode(connection)).as(what).isEqualTo(code);
        }
    }

    @Test
    void whatWasNotCompressedIsRefused() {
        try (Connection connection = upgraded()) {
            connection.send(RawFrame.frame(0x81 | COMPRESSED, RawFrame.hex("FFFFFFFFFF")));
            assertThat(closeCode(connection)).isEqualTo(1007);
        }
    }

    @Test
    void compressedTextIsUtf8() {
        try (Connection connection = upgraded()) {
            connection.send(RawFrame.frame(0x81 | COMPRESSED, deflated(RawFrame.hex("EDA080"))));
            assertThat(closeCode(connection)).isEqualTo(1007);
        }
    }

    @Test
    void aMessageThatBecomesTooLargeIsRefusedHoweverSmallItComes() {
        byte[] bomb = deflated(new byte[(16 << 20) + 1]);
        assertThat(bomb.length).isLessThan(20_000);
        try (Connection connection = upgraded()) {
            connection.send(RawFrame.frame(0x82 | COMPRESSED, bomb));
            assertThat(closeCode(connection)).isEqualTo(1009);
        }
    }

    @Test
    void eventsAreCompressedAndPublicationsMayBe() throws DataFormatException {
        try (Observer observer = new Observer(server.address());
                Connection connection = Connection.to(server.address())) {
            connection.send(WebSocketClient.handshake("/ws/room", OFFER));
            assertThat(connection.answer().header("sec-websocket-extensions")).isEqualTo(ANSWER);
            observer.publishAll("room", 1, 3);
            for (long seq = 1; seq <= 3; seq++) {
                assertThat(new String(message(connection, 0x81), UTF_8)).isEqualTo(Observer.event(seq));
            }
            connection.send(RawFrame.frame(0x81 | COMPRESSED, deflated("{\"data\":\"up\"}".getBytes(UTF_8))));
            assertThat(new String(message(connection, 0x81), UTF_8)).contains("\"data\":\"up\"");
        }
    }

    private Connection upgraded() {
        Connection connection = Connection.to(server.address());
        connection.send(WebSocketClient.handshake("/ws-echo", OFFER));
        assertThat(connection.answer().header("sec-websocket-extensions")).isEqualTo(ANSWER);
        return connection;
    }

    /** Writes beside the test, which has to read what comes back meanwhile. */
    private static void sends(Connection connection, byte[] bytes) {
        new Thread(() -> connection.send(bytes)).start();
    }

    private static int closeCode(Connection connection) {
        assertThat(connection.octet()).isEqualTo(0x88);
        return ByteBuffer.wrap(connection.bytes(connection.octet())).getShort() & 0xFFFF;
    }

    /** The next frame, which must be a compressed message whose first byte is otherwise this; restored. */
    private byte[] message(Connection connection, int first) throws DataFormatException {
        assertThat(connection.octet()).isEqualTo(first | COMPRESSED);
        long length = connection.octet();
        if (length == 126) {
            length = ByteBuffer.wrap(connection.bytes(2)).getShort() & 0xFFFF;
        } else if (length == 127) {
            length = ByteBuffer.wrap(connection.bytes(8)).getLong();
        }
        byte[] payload = connection.bytes(Math.toIntExact(length));
        lastFrameBytes = payload.length;
        Inflater inflater = new Inflater(true);
        inflater.setInput(RawFrame.joined(payload, RawFrame.hex("0000FFFF")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        for (int bytes = inflater.inflate(piece); bytes > 0; bytes = inflater.inflate(piece)) {
            out.write(piece, 0, bytes);
        }
        inflater.end();
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] message) {
        if (message.length == 0) {
            return new byte[1]; // section 7.2.3.6
        }
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(message);
        byte[] out = new byte[message.length + message.length / 100 + 100];
        int bytes = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, bytes - 4);
    }
}
