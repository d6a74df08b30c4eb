package dev.pushbench.server.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameParserTest {
    private static final int LIMIT = 70_000;

    /** Writes down what it hears. */
    private static final class Heard implements FrameParser.Listener {
        private final List<String> all = new ArrayList<>();

        @Override
        public void message(byte[] payload, boolean text) {
            all.add("message " + new String(payload, ISO_8859_1));
        }

        @Override
        public void ping(byte[] payload) {
            all.add("ping " + new String(payload, ISO_8859_1));
        }

        @Override
        public void close(int code) {
            all.add("close " + code);
        }
    }

    private final Heard heard = new Heard();
    private final FrameParser parser = new FrameParser(heard, LIMIT);

    @Test
    void theMaskedHelloOfTheRfcIsRead() throws ProtocolViolation {
        parser.read(hex("818537fa213d7f9f4d5158"));
        assertThat(heard.all).containsExactly("message Hello");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, LIMIT})
    void aMessageOfAnyLengthIsRead(int length) throws ProtocolViolation {
        parser.read(ByteBuffer.wrap(masked(0x82, new byte[length], 0x01020304)));
        assertThat(heard.all).containsExactly("message " + "\0".repeat(length));
    }

    @Test
    void howeverTheBytesAreCutTheSameIsHeard() throws ProtocolViolation {
        Random random = new Random(20_261_121);
        for (int round = 0; round < 200; round++) {
            List<String> sent = new ArrayList<>();
            byte[] bytes = conversation(random, sent);
            heard.all.clear();
            for (int start = 0; start < bytes.length; ) {
                int end = Math.min(bytes.length, start + 1 + random.nextInt(1 + random.nextInt(bytes.length)));
                parser.read(ByteBuffer.wrap(Arrays.copyOfRange(bytes, start, end)));
                start = end;
            }
            assertThat(heard.all).as("round " + round).isEqualTo(sent);
        }
    }

    @Test
    void byteByByteTheSameIsHeard() throws ProtocolViolation {
        List<String> sent = new ArrayList<>();
        for (byte each : conversation(new Random(6455), sent)) {
            parser.read(ByteBuffer.wrap(new byte[] {each}));
        }
        assertThat(heard.all).isEqualTo(sent);
    }

    /** Messages in fragments, with control frames between them; adds to {@code sent} what is to be heard of it. */
    private static byte[] conversation(Random random, List<String> sent) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int message = 0; message < 5; message++) {
            StringBuilder whole = new StringBuilder();
            int fragments = 1 + random.nextInt(4);
            for (int fragment = 0; fragment < fragments; fragment++) {
                if (random.nextBoolean()) {
                    String ping = text(random, random.nextInt(126));
                    bytes.writeBytes(masked(0x89, ping.getBytes(ISO_8859_1), random.nextInt()));
                    sent.add("ping " + ping);
                }
                if (random.nextBoolean()) {
                    bytes.writeBytes(masked(0x8A, new byte[random.nextInt(126)], random.nextInt()));
                }
                int length = random.nextInt(10) == 0 ? 16_000 : random.nextInt(300);
                String part = text(random, length);
                whole.append(part);
                int opcode = fragment == 0 ? 1 + random.nextInt(2) : 0;
                int last = fragment == fragments - 1 ? 0x80 : 0;
                bytes.writeBytes(masked(last | opcode, part.getBytes(ISO_8859_1), random.nextInt()));
            }
            sent.add("message " + whole);
        }
        return bytes.toByteArray();
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(128));
        }
        return text.toString();
    }

    @Test
    void aCharacterMayBeCutByAFragment() throws ProtocolViolation {
        byte[] euro = "€".getBytes(UTF_8);
        parser.read(ByteBuffer.wrap(masked(0x01, Arrays.copyOf(euro, 1), 5)));
        parser.read(ByteBuffer.wrap(masked(0x80, Arrays.copyOfRange(euro, 1, 3), 6)));
        assertThat(heard.all).containsExactly("message " + new String(euro, ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unmasked                          | 8100                              | 1002",
                "first reserved bit                | C180                              | 1002",
                "second reserved bit               | A180                              | 1002",
                "third reserved bit                | 9180                              | 1002",
                "reserved data opcode 3            | 8380                              | 1002",
                "reserved data opcode 7            | 8780                              | 1002",
                "reserved control opcode 11        | 8B80                              | 1002",
                "reserved control opcode 15        | 8F80                              | 1002",
                "ping of 126 bytes                 | 89FE                              | 1002",
                "close with a length of 8 bytes    | 88FF                              | 1002",
                "fragmented ping                   | 0980                              | 1002",
                "fragmented close                  | 0880                              | 1002",
                "continuation of nothing           | 8080                              | 1002",
                "continuation after a whole message| 818000000000 8080                 | 1002",
                "text inside a text                | 018000000000 8180                 | 1002",
                "binary inside a text              | 018000000000 0280                 | 1002",
                "125 in 2 bytes                    | 82FE007D00000000                  | 1002",
                "65535 in 8 bytes                  | 82FF000000000000FFFF00000000      | 1002",
                "top bit of the length             | 82FF800000000000000000000000      | 1002",
                "more than the limit               | 82FF000000000001117100000000      | 1009",
                "nearly 2^63                       | 82FF7FFFFFFFFFFFFFFF00000000      | 1009",
                "lone continuation byte            | 81810000000080                    | 1007",
                "cut character                     | 818100000000C3                    | 1007",
                "overlong slash                    | 818200000000C0AF                  | 1007",
                "surrogate                         | 818300000000EDA080                | 1007",
                "beyond Unicode                    | 818400000000F4908080              | 1007",
                "close code of one byte            | 88810000000003                    | 1002",
                "close code 0                      | 8882000000000000                  | 1002",
                "close code 999                    | 88820000000003E7                  | 1002",
                "close code 1004                   | 88820000000003EC                  | 1002",
                "close code 1005                   | 88820000000003ED                  | 1002",
                "close code 1006                   | 88820000000003EE                  | 1002",
                "close code 1015                   | 88820000000003F7                  | 1002",
                "close code 2999                   | 8882000000000BB7                  | 1002",
                "close code 5000                   | 8882000000001388                  | 1002",
                "close reason that is not UTF-8    | 88830000000003E8FF                | 1007"
            })
    void aViolationIsNamedByItsCode(String what, String bytes, int code) {
        assertThatThrownBy(() -> parser.read(hex(bytes)))
                .as(what)
                .isInstanceOfSatisfying(ProtocolViolation.class, violation -> {
                    assertThat(violation.code()).isEqualTo(code);
                    assertThat(violation.reason()).isNotBlank();
                });
    }

    @Test
    void fragmentsAreCountedTogether() throws ProtocolViolation {
        parser.read(ByteBuffer.wrap(masked(0x02, new byte[LIMIT], 0)));
        assertThatThrownBy(() -> parser.read(ByteBuffer.wrap(masked(0x80, new byte[1], 0))))
                .isInstanceOfSatisfying(
                        ProtocolViolation.class,
                        violation -> assertThat(violation.code()).isEqualTo(1009));
    }

    @Test
    void theLimitIsOfAMessageAndNotOfAllOfThem() throws ProtocolViolation {
        for (int i = 0; i < 3; i++) {
            parser.read(ByteBuffer.wrap(masked(0x82, new byte[LIMIT], 0)));
        }
        assertThat(heard.all).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1003, 1007, 1014, 3000, 4999})
    void aCodeThatMayBeSentIsHeard(int code) throws ProtocolViolation {
        byte[] payload = ByteBuffer.allocate(4)
                .putShort((short) code)
                .put("ok".getBytes(UTF_8))
                .array();
        parser.read(ByteBuffer.wrap(masked(0x88, payload, 77)));
        assertThat(heard.all).containsExactly("close " + code);
    }

    @Test
    void nothingCountsBehindAClose() throws ProtocolViolation {
        parser.read(hex("888000000000 8A8000000000 8300"));
        assertThat(heard.all).containsExactly("close 1005");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in the middle of a frame | 81FF 0000000000010000 00000000 61C0",
                "in a frame's first fragment | 0185 00000000 CEBAEDA080",
                "behind a cut character in another fragment | 0181 00000000 E2 8085 00000000 41"
            })
    void whatIsNoUtf8IsToldWithItsFirstWrongByte(String where, String bytes) {
        ByteBuffer all = hex(bytes);
        ByteBuffer start = all.duplicate().limit(all.limit() - (where.contains("first") ? 2 : 1));
        assertThatCode(() -> parser.read(start)).as(where).doesNotThrowAnyException();
        assertThatThrownBy(() -> parser.read(all.position(start.limit())))
                .as(where)
                .isInstanceOfSatisfying(
                        ProtocolViolation.class,
                        violation -> assertThat(violation.code()).isEqualTo(1007));
    }

    @Test
    void aFrameHasABoundOfItsOwn() throws ProtocolViolation {
        FrameParser bounded = new FrameParser(heard, 3, 5, false);
        bounded.read(hex("0283 00000000 010203 8082 00000000 0405"));
        assertThat(heard.all).hasSize(1);
        assertThatThrownBy(() -> bounded.read(hex("8284 00000000")))
                .isInstanceOfSatisfying(
                        ProtocolViolation.class,
                        violation -> assertThat(violation.code()).isEqualTo(1009));
    }

    @Test
    void aCloseNeedsNoCode() throws ProtocolViolation {
        parser.read(hex("888001020304"));
        assertThat(heard.all).containsExactly("close 1005");
    }

    private static ByteBuffer hex(String digits) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    private static byte[] masked(int start, byte[] payload, int mask) {
        byte[] maskBytes = ByteBuffer.allocate(4).putInt(mask).array();
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) start);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 0x10000) {
            frame.put((byte) 0xFE).putShort((short) payload.length);
        } else {
            frame.put((byte) 0xFF).putLong(payload.length);
        }
        frame.put(maskBytes);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ maskBytes[i % 4]));
        }
        return Arrays.copyOf(frame.array(), frame.position());
    }
}
