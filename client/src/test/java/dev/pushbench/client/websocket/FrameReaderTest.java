package dev.pushbench.client.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.client.http.Splits;
import dev.pushbench.protocol.EventFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Opcode;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.Framedata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameReaderTest {
    private final RecordingListener listener = new RecordingListener();
    private final FrameReader reader = new FrameReader(listener);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everySplitTellsTheSame(long seed) {
        RandomFrames frames = new RandomFrames(new Random(seed));
        frames.add(12, 400);
        assertEverySplitTells(frames, seed, 2_000);
    }

    @Test
    void everySplitOfALongFrameTellsTheSame() {
        RandomFrames frames = new RandomFrames(new Random(9));
        frames.plain(70_000);
        frames.add(3, 100);
        Splits splits = new Splits(frames.stream.toByteArray());
        Random random = new Random(9);
        assertTells(frames, splits, 9, new int[0]);
        for (int cut = 1; cut < 120; cut++) {
            assertTells(frames, splits, 9, new int[] {cut});
        }
        for (int i = 0; i < 300; i++) {
            int[] cuts = random.ints(5, 0, frames.stream.size() + 1).sorted().toArray();
            assertTells(frames, splits, 9, cuts);
        }
    }

    private static void assertEverySplitTells(RandomFrames frames, long seed, int randomWays) {
        Splits splits = new Splits(frames.stream.toByteArray());
        splits.everyWay(seed, randomWays, cuts -> assertTells(frames, splits, seed, cuts));
    }

    private static void assertTells(RandomFrames frames, Splits splits, long seed, int[] cuts) {
        RecordingListener told = new RecordingListener();
        FrameReader cutReader = new FrameReader(told);
        splits.feed(cuts, in -> {
            cutReader.read(in);
            assertThat(in.hasRemaining()).isFalse();
        });
        assertThat(told)
                .as(() -> "seed " + seed + ", cuts " + Arrays.toString(cuts))
                .hasToString(frames.expected.toString());
        assertThat(told.totalBytes).as("seed %d", seed).isEqualTo(frames.stream.size());
        assertThat(cutReader.unfinishedBytes()).isZero();
    }

    @Test
    void aWholePlainFrameIsToldInPlace() {
        ByteBuffer in = ByteBuffer.allocateDirect(20).put(4, new byte[] {(byte) 0x82, 3, 7, 8, 9});
        in.position(4).limit(9);

        reader.read(in);

        assertThat(listener).hasToString("message 2, header 2, 3 bytes: 070809\n");
        assertThat(listener.last).isSameAs(in);
        assertThat(in.position()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8100                     | message 1, header 2, 0 bytes: ",
                "8900                     | other 8900",
                "880203e8                 | other 880203e8",
                "8a0161                   | other 8a0161",
                "c10161                   | other c10161",
                "830161                   | other 830161",
                "8181aabbccdd61           | other 8181aabbccdd61",
                "8180aabbccdd             | other 8180aabbccdd",
                "0101618001628101638900   | other 010161 ; other 800162 ; message 1, header 2, 1 bytes: 63 ; other 8900",
                "010161890081016380016281017a "
                        + "| other 010161 ; other 8900 ; other 810163 ; other 800162 ; message 1, header 2, 1 bytes: 7a"
            })
    void framesAreToldApart(String stream, String expected) {
        byte[] bytes = HexFormat.of().parseHex(stream);
        Splits splits = new Splits(bytes);
        splits.everyWay(1, 50, cuts -> {
            RecordingListener told = new RecordingListener();
            splits.feed(cuts, new FrameReader(told)::read);
            String lines = expected == null ? "" : expected.replace(" ; ", "\n");
            assertThat(told.toString().strip())
                    .as(() -> "cuts " + Arrays.toString(cuts))
                    .isEqualTo(lines.strip());
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "817e007d               | frame length 125 is written in 16 bits, not the fewest",
                "897e0001               | frame length 1 is written in 16 bits, not the fewest",
                "817f000000000000ffff   | frame length 65535 is written in 64 bits, not the fewest",
                "817f8000000000010000   | frame length has its highest bit set: 0x8000000000010000",
                "81ff8000000000010000aabbccdd   | frame length has its highest bit set: 0x8000000000010000",
                "817f0000000000100001   | frame of 1048577 bytes, more than 1048576",
                "827f7fffffffffffffff   | frame of 9223372036854775807 bytes, more than 1048576",
                "017f0000000000100001   | frame of 1048577 bytes, more than 1048576"
            })
    void badLengthsAreRefusedHoweverTheyAreCut(String stream, String message) {
        Splits splits = new Splits(HexFormat.of().parseHex(stream));
        splits.everyWay(1, 50, cuts -> {
            FrameReader cutReader = new FrameReader(new RecordingListener());
            assertThatThrownBy(() -> splits.feed(cuts, cutReader::read))
                    .as(() -> "cuts " + Arrays.toString(cuts))
                    .isInstanceOf(MalformedFrame.class)
                    .hasMessage(message);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8102c0af",
                "8103eda080",
                "8101ff",
                "8102e282",
                "810961616161616161e282",
                "8109616161616161616180"
            })
    void textThatIsNotUtf8IsRefusedHoweverItIsCut(String stream) {
        Splits splits = new Splits(HexFormat.of().parseHex(stream));
        splits.everyWay(1, 50, cuts -> {
            FrameReader cutReader = new FrameReader(new RecordingListener());
            assertThatThrownBy(() -> splits.feed(cuts, cutReader::read))
                    .as(() -> "cuts " + Arrays.toString(cuts))
                    .isInstanceOf(MalformedFrame.class)
                    .hasMessage("the server sent text that is not UTF-8");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"8202c0af", "8103e282ac", "8108e282ace282ac6161"})
    void binaryIsNotLookedAtAndTextMayHaveLongerCharacters(String stream) {
        Splits splits = new Splits(HexFormat.of().parseHex(stream));
        splits.everyWay(1, 50, cuts -> {
            RecordingListener told = new RecordingListener();
            splits.feed(cuts, new FrameReader(told)::read);
            assertThat(told.toString()).startsWith("message");
        });
    }

    @Test
    void whatIsCollectedIsWhatJavaWebSocketTakes() {
        List<Framedata> frames = new ArrayList<>();
        Draft_6455 draft = new Draft_6455();
        FrameReader toDraft = new FrameReader(new FrameReader.Listener() {
            @Override
            public void message(ByteBuffer bytes, int payloadStart, int payloadBytes, int headerBytes, int opcode) {}

            @Override
            public void otherFrame(ByteBuffer wholeFrame) {
                try {
                    frames.addAll(draft.translateFrame(wholeFrame));
                } catch (InvalidDataException e) {
                    throw new IllegalStateException(e);
                }
            }
        });

        toDraft.read(ByteBuffer.wrap(HexFormat.of().parseHex("8901610101628001638802" + "03e8")));

        assertThat(frames)
                .extracting(Framedata::getOpcode)
                .containsExactly(Opcode.PING, Opcode.TEXT, Opcode.CONTINUOUS, Opcode.CLOSING);
    }

    @Test
    void aFrameOfJustTheBoundIsRead() {
        FrameReader bounded = new FrameReader(listener, 3);

        assertThatCode(() -> bounded.read(ByteBuffer.wrap(new byte[] {(byte) 0x81, 3, 1, 2, 3})))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> bounded.read(ByteBuffer.wrap(new byte[] {(byte) 0x81, 4})))
                .hasMessage("frame of 4 bytes, more than 3");
    }

    @Test
    void bytesOfAnUnfinishedFrameAreKnown() {
        reader.read(ByteBuffer.wrap(new byte[] {(byte) 0x81}));
        assertThat(reader.unfinishedBytes()).isEqualTo(1);
        reader.read(ByteBuffer.wrap(new byte[] {5, 1, 2}));
        assertThat(reader.unfinishedBytes()).isEqualTo(4);
        reader.read(ByteBuffer.wrap(new byte[] {3, 4, 5}));
        assertThat(reader.unfinishedBytes()).isZero();
    }

    /** Writes down what it is told, of a message's payload only what a reader must have kept. */
    private static final class RecordingListener implements FrameReader.Listener {
        private final StringBuilder told = new StringBuilder();
        private long totalBytes;
        private ByteBuffer last = ByteBuffer.allocate(0);

        @Override
        public void message(ByteBuffer bytes, int payloadStart, int payloadBytes, int headerBytes, int opcode) {
            byte[] start = new byte[Math.min(payloadBytes, EventFormat.HEAD_BYTES)];
            bytes.get(payloadStart, start);
            message(start, payloadBytes, headerBytes, opcode);
            last = bytes;
        }

        void message(byte[] start, int payloadBytes, int headerBytes, int opcode) {
            told.append("message ").append(opcode).append(", header ").append(headerBytes);
            told.append(", ").append(payloadBytes).append(" bytes: ");
            told.append(HexFormat.of().formatHex(start)).append('\n');
            totalBytes += headerBytes + payloadBytes;
        }

        @Override
        public void otherFrame(ByteBuffer wholeFrame) {
            assertThat(wholeFrame.hasArray()).isTrue();
            assertThat(wholeFrame.arrayOffset()).isZero();
            assertThat(wholeFrame.position()).isZero();
            assertThat(wholeFrame.array()).hasSize(wholeFrame.limit());
            otherFrame(wholeFrame.array());
        }

        void otherFrame(byte[] frame) {
            told.append("other ").append(HexFormat.of().formatHex(frame)).append('\n');
            totalBytes += frame.length;
        }

        @Override
        public String toString() {
            return told.toString();
        }
    }

    /** Makes up frames of all kinds, and what a reader must tell of them. */
    private static final class RandomFrames {
        private final Random random;
        private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
        private final RecordingListener expected = new RecordingListener();

        RandomFrames(Random random) {
            this.random = random;
        }

        void add(int messages, int mostBytes) {
            for (int i = 0; i < messages; i++) {
                switch (random.nextInt(5)) {
                    case 0 -> control();
                    case 1 -> fragmented(mostBytes);
                    case 2 -> other(0x80 | 0x10 << random.nextInt(3) | 1, 5, random.nextBoolean());
                    default -> plain(random.nextInt(3) * random.nextInt(mostBytes / 2));
                }
            }
        }

        void plain(int payloadBytes) {
            int opcode = 1 + random.nextInt(2);
            byte[] payload = new byte[payloadBytes];
            random.nextBytes(payload);
            for (int i = 0; i < payloadBytes && opcode == 1; i++) {
                payload[i] &= 0x7F; // text is UTF-8
            }
            int headerBytes = header(0x80 | opcode, payloadBytes, false);
            stream.writeBytes(payload);
            byte[] start = Arrays.copyOf(payload, Math.min(payloadBytes, EventFormat.HEAD_BYTES));
            expected.message(start, payloadBytes, headerBytes, opcode);
        }

        private void fragmented(int mostBytes) {
            other(1 + random.nextInt(2), random.nextInt(mostBytes), random.nextBoolean());
            for (int more = random.nextInt(3); more > 0; more--) {
                control();
                other(0, random.nextInt(mostBytes), false);
            }
            other(0x80, random.nextInt(mostBytes), false);
        }

        private void control() {
            other(0x88 + random.nextInt(3), random.nextInt(126), false);
        }

        private void other(int first, int payloadBytes, boolean masked) {
            int start = stream.size();
            header(first, payloadBytes, masked);
            byte[] payload = new byte[payloadBytes];
            random.nextBytes(payload);
            stream.writeBytes(payload);
            byte[] all = stream.toByteArray();
            expected.otherFrame(Arrays.copyOfRange(all, start, all.length));
        }

        private int header(int first, int payloadBytes, boolean masked) {
            int start = stream.size();
            int mask = masked ? 0x80 : 0;
            stream.write(first);
            if (payloadBytes < 126) {
                stream.write(mask | payloadBytes);
            } else if (payloadBytes < 65_536) {
                stream.write(mask | 126);
                stream.write(payloadBytes >> 8);
                stream.write(payloadBytes);
            } else {
                stream.write(mask | 127);
                stream.writeBytes(ByteBuffer.allocate(8).putLong(payloadBytes).array());
            }
            if (masked) {
                stream.writeBytes(new byte[] {1, 2, 3, 4});
            }
            return stream.size() - start;
        }
    }
}
