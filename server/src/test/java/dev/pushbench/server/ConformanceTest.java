package dev.pushbench.server;

import static dev.pushbench.server.RawFrame.close;
import static dev.pushbench.server.RawFrame.fragments;
import static dev.pushbench.server.RawFrame.frame;
import static dev.pushbench.server.RawFrame.header;
import static dev.pushbench.server.RawFrame.hex;
import static dev.pushbench.server.RawFrame.joined;
import static dev.pushbench.server.RawFrame.pieces;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * RFC 6455 over raw sockets, case by case with the section that it tests. What is sent is written in one piece, and once more
 * octet by octet. A case that does not end with our close frame is followed by the client's, which must be answered.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class ConformanceTest {
    private static final int LONGEST_BY_OCTETS = 1_000;
    private static final String NOTHING = "";

    private static final PushServer server = start();

    /**
     * One conversation.
     *
     * @param section of RFC 6455
     * @param sent all that the client sends, a character for each byte
     * @param expected all that comes back, a line for each frame
     * @param echoes whether messages come back, so that it makes sense at the echo only
     */
    record Case(String section, String what, String sent, List<String> expected, boolean echoes) {
        byte[] bytes() {
            return sent.getBytes(ISO_8859_1);
        }

        @Override
        public String toString() {
            return section + " " + what;
        }
    }

    private static PushServer start() {
        try {
            return PushServer.start(ServerOptions.DEFAULT.with(
                    new Exposure(Exposure.DEFAULT.bounds(), Exposure.DEFAULT.access(), true, false)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Case> cases() {
        return Stream.of(
                        lengths(),
                        controls(),
                        reservedBits(),
                        opcodes(),
                        fragmentation(),
                        text(),
                        closing(),
                        lengthForms(),
                        sizes())
                .flatMap(List::stream);
    }

    static Stream<Case> casesWithoutEchoes() {
        return cases().filter(each -> !each.echoes());
    }

    private static List<Case> lengths() {
        List<Case> cases = new ArrayList<>();
        for (int length : new int[] {0, 1, 125, 126, 127, 128, 65_535, 65_536}) {
            byte[] ascii = ascii(length);
            cases.add(echo("5.6", "text of " + length, frame(0x81, ascii), text(ascii)));
            byte[] bytes = bytes(length);
            cases.add(echo("5.6", "binary of " + length, frame(0x82, bytes), binary(bytes)));
        }
        return cases;
    }

    private static List<Case> controls() {
        List<byte[]> tenPings =
                IntStream.range(0, 10).mapToObj(i -> frame(0x89, "ping " + i)).toList();
        return List.of(
                plain("5.5.2", "ping without payload", frame(0x89, NOTHING), "pong "),
                plain("5.5.2", "ping with text", frame(0x89, "Hello"), "pong Hello"),
                plain("5.5.2", "ping with bytes", frame(0x89, hex("00FFFEFDFCFB00FF")), pong(hex("00FFFEFDFCFB00FF"))),
                plain("5.5.2", "ping of 125", frame(0x89, bytes(125)), pong(bytes(125))),
                plain("5.5", "ping of 126", frame(0x89, bytes(126)), "close 1002"),
                plain("5.5", "pong of 126", frame(0x8A, bytes(126)), "close 1002"),
                plain("5.5", "ping with a length in 8 bytes", header(0x89, 65_536), "close 1002"),
                plain("5.5.3", "unsolicited pong", frame(0x8A, NOTHING)),
                plain("5.5.3", "unsolicited pong with payload", frame(0x8A, "unsolicited")),
                plain(
                        "5.5.3",
                        "unsolicited pong, then a ping",
                        joined(frame(0x8A, "unsolicited"), frame(0x89, "asked")),
                        "pong asked"),
                plain(
                        "5.5.2",
                        "ten pings are answered in order",
                        joined(tenPings.toArray(byte[][]::new)),
                        IntStream.range(0, 10).mapToObj(i -> "pong ping " + i).toArray(String[]::new)));
    }

    private static List<Case> reservedBits() {
        List<Case> cases = new ArrayList<>();
        for (int bits = 1; bits <= 7; bits++) {
            for (int opcode : new int[] {0x1, 0x2, 0x8, 0x9, 0xA}) {
                cases.add(plain(
                        "5.2",
                        "reserved bits " + bits + ", opcode " + opcode,
                        frame(0x80 | bits << 4 | opcode, ""),
                        "close 1002"));
            }
            cases.add(echo(
                    "5.2",
                    "reserved bits " + bits + " behind a good message, a ping behind them",
                    joined(frame(0x81, "Hello"), frame(0x81 | bits << 4, "Hello"), frame(0x89, "")),
                    "text Hello",
                    "close 1002"));
        }
        return cases;
    }

    private static List<Case> opcodes() {
        List<Case> cases = new ArrayList<>();
        for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
            cases.add(plain("5.2", "reserved opcode " + opcode, frame(0x80 | opcode, ""), "close 1002"));
            cases.add(plain(
                    "5.2", "reserved opcode " + opcode + " with payload", frame(0x80 | opcode, "x"), "close 1002"));
            cases.add(echo(
                    "5.2",
                    "reserved opcode " + opcode + " behind a good message",
                    joined(frame(0x81, "Hello"), frame(0x80 | opcode, "Hello"), frame(0x89, "")),
                    "text Hello",
                    "close 1002"));
        }
        return cases;
    }

    private static List<Case> fragmentation() {
        byte[] ping = frame(0x89, "between");
        return List.of(
                plain("5.4", "ping in fragments", joined(frame(0x09, "a"), frame(0x80, "b")), "close 1002"),
                plain("5.4", "pong in fragments", joined(frame(0x0A, "a"), frame(0x80, "b")), "close 1002"),
                plain("5.4", "close in fragments", joined(frame(0x08, "a"), frame(0x80, "b")), "close 1002"),
                echo("5.4", "text in two", joined(frame(0x01, "frag1"), frame(0x80, "frag2")), "text frag1frag2"),
                echo("5.4", "binary in two", joined(frame(0x02, "frag1"), frame(0x80, "frag2")), "binary frag1frag2"),
                echo("5.4", "empty text in three", joined(frame(0x01, ""), frame(0x00, ""), frame(0x80, "")), "text "),
                echo(
                        "5.4",
                        "empty fragments around one with text",
                        joined(frame(0x01, ""), frame(0x00, "middle"), frame(0x80, "")),
                        "text middle"),
                echo(
                        "5.4",
                        "ping between two fragments",
                        joined(frame(0x01, "frag1"), ping, frame(0x80, "frag2")),
                        "pong between",
                        "text frag1frag2"),
                echo(
                        "5.4",
                        "pings between five fragments",
                        joined(
                                frame(0x01, "1"),
                                ping,
                                frame(0x00, "2"),
                                frame(0x00, "3"),
                                ping,
                                frame(0x00, "4"),
                                frame(0x80, "5")),
                        "pong between",
                        "pong between",
                        "text 12345"),
                plain("5.4", "close between two fragments", joined(frame(0x01, "a"), close(1000, "")), "close 1000"),
                plain("5.4", "continuation of nothing", frame(0x80, "nothing"), "close 1002"),
                plain("5.4", "continuation of nothing, not the last", frame(0x00, "nothing"), "close 1002"),
                plain("5.4", "empty continuation of nothing", frame(0x80, ""), "close 1002"),
                echo(
                        "5.4",
                        "continuation behind a whole text",
                        joined(frame(0x81, "whole"), frame(0x80, "more")),
                        "text whole",
                        "close 1002"),
                echo(
                        "5.4",
                        "continuation behind the last fragment",
                        joined(frame(0x01, "a"), frame(0x80, "b"), frame(0x00, "c")),
                        "text ab",
                        "close 1002"),
                plain("5.4", "text inside a text", joined(frame(0x01, "a"), frame(0x81, "b")), "close 1002"),
                plain(
                        "5.4",
                        "fragment of a text inside a text",
                        joined(frame(0x01, "a"), frame(0x01, "b")),
                        "close 1002"),
                plain("5.4", "binary inside a text", joined(frame(0x01, "a"), frame(0x82, "b")), "close 1002"),
                plain("5.1", "frame without a mask", hex("8105 48656C6C6F"), "close 1002"),
                plain("5.1", "empty frame without a mask", hex("8100"), "close 1002"),
                plain("5.1", "ping without a mask", hex("8900"), "close 1002"));
    }

    private static List<Case> text() {
        List<Case> cases = new ArrayList<>();
        for (String valid : List.of(
                "Hello-µ@ßöäüàá-UTF-8!!",
                "κόσμε",
                "\0",
                "\u0080",
                "\u0800",
                "\uD800\uDC00",
                "\u007F",
                "\u07FF",
                "\uFFFF",
                "\uDBFF\uDFFF",
                "\uD7FF",
                "\uE000",
                "\uFFFD",
                "\uFFFE",
                "\uD83F\uDFFE")) {
            byte[] bytes = valid.getBytes(UTF_8);
            cases.add(echo("8.1", "valid " + describe(bytes), frame(0x81, bytes), text(bytes)));
            cases.add(echo("8.1", "valid by octets " + describe(bytes), fragments(1, bytes, 1), text(bytes)));
        }
        for (String invalid : List.of(
                "80",
                "BF",
                "80BF80BF",
                "C0AF",
                "C1BF",
                "E0 80AF",
                "F0 8080AF",
                "F8 808080AF",
                "FC 80808080AF",
                "C080",
                "E0 8080",
                "F0 808080",
                "ED A080",
                "ED ADBF",
                "ED BFBF",
                "ED A080 EDB080",
                "F4 908080",
                "F7 BFBFBF",
                "FE",
                "FF",
                "FEFEFFFF",
                "CEBAE1BDB9CF83CEBCCEB5 EDA080 656469746564")) {
            byte[] bytes = hex(invalid);
            cases.add(plain("8.1", "invalid " + invalid, frame(0x81, bytes), "close 1007"));
            cases.add(plain("8.1", "invalid by octets " + invalid, fragments(1, bytes, 1), "close 1007"));
            cases.add(plain("8.1", "invalid, not the end " + invalid, frame(0x01, bytes), "close 1007"));
        }
        for (String cut : List.of("C3", "E282", "F09F98", "CEBAE1BDB9CF83CEBCCE")) {
            cases.add(plain("8.1", "cut " + cut, frame(0x81, hex(cut)), "close 1007"));
            cases.add(plain("8.1", "cut in fragments " + cut, fragments(1, hex(cut), 1), "close 1007"));
        }
        byte[] start = hex("CEBAE1BDB9CF83CEBCCEB5");
        cases.add(plain(
                "8.1",
                "fails in the second of three fragments, before it ends",
                joined(frame(0x01, start), cutFrame(0x00, hex("F4908080"), 100)),
                "close 1007"));
        cases.add(plain(
                "8.1",
                "fails in the middle of a frame",
                cutFrame(0x81, joined(start, hex("F490")), 100),
                "close 1007"));
        cases.add(plain(
                "8.1", "fails far before the end of a large frame", cutFrame(0x81, hex("FF"), 300_000), "close 1007"));
        cases.add(echo("8.1", "binary is not looked at", frame(0x82, hex("FFFE80")), binary(hex("FFFE80"))));
        return cases;
    }

    private static List<Case> closing() {
        List<Case> cases = new ArrayList<>(List.of(
                plain("5.5.1", "close without a code", frame(0x88, ""), "close 1000"),
                plain("5.5.1", "close with a payload of one byte", frame(0x88, "x"), "close 1002"),
                plain("5.5.1", "close with a reason", close(1000, "Hello World!"), "close 1000"),
                plain("5.5.1", "close with the longest reason", close(1000, "*".repeat(123)), "close 1000"),
                plain("5.5", "close of 126", close(1000, "*".repeat(124)), "close 1002"),
                plain(
                        "8.1",
                        "close with a reason that is no UTF-8",
                        frame(0x88, hex("03E8 CEBAE1BDB9 EDA080")),
                        "close 1007"),
                plain("8.1", "close with a cut reason", frame(0x88, hex("03E8 CE")), "close 1007"),
                plain("5.5.1", "two closes", joined(close(1000, ""), close(1001, "")), "close 1000"),
                plain("5.5.1", "ping behind a close", joined(close(1000, ""), frame(0x89, "x")), "close 1000"),
                plain("5.5.1", "text behind a close", joined(close(1000, ""), frame(0x81, "x")), "close 1000"),
                plain("5.5.1", "rubbish behind a close", joined(close(1000, ""), hex("FFFFFFFFFF")), "close 1000"),
                plain(
                        "5.5.1",
                        "close inside a message, the rest behind it",
                        joined(frame(0x01, "a"), close(1000, ""), frame(0x80, "b")),
                        "close 1000"),
                echo(
                        "5.5.1",
                        "a large message, then close and ping",
                        joined(frame(0x82, bytes(256 * 1024)), close(1000, ""), frame(0x89, "")),
                        binary(bytes(256 * 1024)),
                        "close 1000")));
        for (int code : new int[] {
            1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999
        }) {
            cases.add(plain("7.4.1", "close code " + code, close(code, "ok"), "close " + code));
        }
        for (int code : new int[] {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535}) {
            cases.add(plain("7.4.2", "close code " + code + " that none may send", close(code, ""), "close 1002"));
        }
        return cases;
    }

    private static List<Case> lengthForms() {
        return List.of(
                plain("5.2", "125 in 2 bytes", hex("82FE 007D 00000000"), "close 1002"),
                plain("5.2", "65535 in 8 bytes", hex("82FF 000000000000FFFF 00000000"), "close 1002"),
                plain("5.2", "top bit of a length in 8 bytes", hex("82FF 8000000000000001 00000000"), "close 1002"),
                plain("5.2", "nearly 2^63", hex("82FF 7FFFFFFFFFFFFFFF 00000000"), "close 1009"),
                plain("5.2", "2^32 and a little", header(0x82, (1L << 32) + 5), "close 1009"));
    }

    private static List<Case> sizes() {
        byte[] large = bytes(16 * 1024 * 1024);
        byte[] largeText = ascii(16 * 1024 * 1024);
        byte[] million = ascii(1 << 20);
        return List.of(
                echo("5.4", "16 MiB of binary", frame(0x82, large), binary(large)),
                echo("5.4", "16 MiB of text", frame(0x81, largeText), text(largeText)),
                echo("5.4", "1 MiB of text in fragments of 64", fragments(1, million, 64), text(million)),
                echo(
                        "5.4",
                        "4 MiB of binary in fragments of 64 KiB",
                        fragments(2, bytes(4 << 20), 64 << 10),
                        binary(bytes(4 << 20))),
                echo(
                        "5.4",
                        "64 KiB of text in fragments of 1300",
                        fragments(1, ascii(65_536), 1_300),
                        text(ascii(65_536))),
                plain("10.4", "one byte more than 16 MiB", header(0x82, (16 << 20) + 1), "close 1009"),
                plain(
                        "10.4",
                        "one byte more than 16 MiB in fragments",
                        joined(fragments(2, bytes(16), 8), frame(0x02, bytes(1)), header(0x80, 16 << 20)),
                        binary(bytes(16)),
                        "close 1009"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inOnePieceAtTheEcho(Case each) {
        converse("/ws-echo", each, List.of(each.bytes()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inPiecesAtTheEcho(Case each) {
        byte[] bytes = each.bytes();
        converse("/ws-echo", each, pieces(bytes, bytes.length <= LONGEST_BY_OCTETS ? 1 : 1 + bytes.length / 97));
    }

    @ParameterizedTest
    @MethodSource("casesWithoutEchoes")
    void inOnePieceAtARoom(Case each) {
        converse("/ws/room", each, List.of(each.bytes()));
    }

    private static void converse(String target, Case each, List<byte[]> writes) {
        try (WebSocketClient client = WebSocketClient.upgrade(Connection.to(server.address()), target)) {
            // What comes back has to be read meanwhile; the server may close before it has read all.
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> writes.forEach(client::send))
                    .exceptionally(closed -> null);
            for (String expected : each.expected()) {
                assertThat(told(client.next())).isEqualTo(expected);
            }
            if (each.expected().stream().noneMatch(expected -> expected.startsWith("close"))) {
                writing.join();
                client.send(close(1000, "bye"));
                assertThat(told(client.next())).isEqualTo("close 1000");
            }
            assertThat(client.connection().isAtEnd()).isTrue();
            writing.join();
        }
    }

    @Test
    void aThousandMessagesInARowComeBackInOrder() {
        try (WebSocketClient client = WebSocketClient.upgrade(Connection.to(server.address()), "/ws-echo")) {
            for (int i = 0; i < 1_000; i++) {
                client.send(frame(0x81, "message " + i));
                assertThat(told(client.next())).isEqualTo("text message " + i);
            }
        }
    }

    @Test
    void whoeverDoesNotReadItsEchoesIsAskedNothingMore() throws IOException {
        try (WebSocketClient deaf = WebSocketClient.upgrade(Connection.to(server.address()), "/ws-echo");
                WebSocketClient other = WebSocketClient.upgrade(Connection.to(server.address()), "/ws-echo")) {
            byte[] message = frame(0x82, bytes(1 << 20));
            int count = 24;
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < count; i++) {
                    deaf.send(message);
                }
            });
            other.send(frame(0x81, "still here"));
            assertThat(told(other.next())).isEqualTo("text still here");
            for (int i = 0; i < count; i++) {
                assertThat(told(deaf.next())).isEqualTo(binary(bytes(1 << 20)));
            }
            writing.join();
        }
    }

    private static Case echo(String section, String what, byte[] sent, String... expected) {
        return new Case(section, what, new String(sent, ISO_8859_1), List.of(expected), true);
    }

    private static Case plain(String section, String what, byte[] sent, String... expected) {
        boolean echoes = Arrays.stream(expected).anyMatch(line -> line.startsWith("text") || line.startsWith("binary"));
        return new Case(section, what, new String(sent, ISO_8859_1), List.of(expected), echoes || what.contains("MiB"));
    }

    /** The start of a frame that claims {@code length} bytes; the rest never comes. */
    private static byte[] cutFrame(int first, byte[] payload, int length) {
        byte[] padded = frame(first, Arrays.copyOf(payload, length));
        return Arrays.copyOf(padded, header(first, length).length + payload.length);
    }

    private static String text(byte[] payload) {
        return "text " + describe(payload);
    }

    private static String binary(byte[] payload) {
        return "binary " + describe(payload);
    }

    private static String pong(byte[] payload) {
        return "pong " + describe(payload);
    }

    private static String told(WebSocketClient.Frame frame) {
        byte[] payload = new byte[frame.payload().remaining()];
        frame.payload().duplicate().get(payload);
        return switch (frame.opcode()) {
            case WebSocketClient.TEXT -> text(payload);
            case WebSocketClient.BINARY -> binary(payload);
            case WebSocketClient.PONG -> pong(payload);
            case WebSocketClient.CLOSE -> "close " + (ByteBuffer.wrap(payload).getShort() & 0xFFFF);
            default -> "opcode " + frame.opcode();
        };
    }

    private static String describe(byte[] payload) {
        if (payload.length <= 64) {
            return new String(payload, ISO_8859_1);
        }
        CRC32 sum = new CRC32();
        sum.update(payload);
        return payload.length + " bytes, " + Long.toHexString(sum.getValue());
    }

    private static byte[] ascii(int length) {
        byte[] ascii = new byte[length];
        for (int i = 0; i < length; i++) {
            ascii[i] = (byte) (' ' + i % 95);
        }
        return ascii;
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
