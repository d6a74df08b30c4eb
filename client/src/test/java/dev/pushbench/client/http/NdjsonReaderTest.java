package dev.pushbench.client.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.LogId;
import dev.pushbench.protocol.LogNotice;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NdjsonReaderTest {
    private static final byte[] EVENT = EventFormat.event(42, 7, new byte[] {'x'});

    private final RecordingSink sink = new RecordingSink();
    private final NdjsonReader reader = new NdjsonReader(sink);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everySplitTellsTheSame(long seed) {
        Random random = new Random(seed);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        RecordingSink expected = new RecordingSink();
        for (int line = 0; line < 12; line++) {
            switch (random.nextInt(4)) {
                case 0 -> expected.heartbeat(1);
                case 1 -> {
                    byte[] gap = EventFormat.gap(1 + random.nextInt(1000), random.nextInt(1000));
                    stream.writeBytes(gap);
                    expected.gap(ByteBuffer.wrap(gap), 0, gap.length);
                    expected.framing(1);
                }
                default -> {
                    byte[] event = EventFormat.event(
                            1 + random.nextLong(Long.MAX_VALUE),
                            random.nextLong(Long.MAX_VALUE),
                            "d".repeat(1 + random.nextInt(150)).getBytes(ISO_8859_1));
                    stream.writeBytes(event);
                    expected.event(ByteBuffer.wrap(event), 0, event.length);
                    expected.framing(1);
                }
            }
            stream.write('\n');
        }
        Splits splits = new Splits(stream.toByteArray());
        splits.everyWay(seed, 3_000, cuts -> {
            RecordingSink told = new RecordingSink();
            NdjsonReader cutReader = new NdjsonReader(told);
            splits.feed(cuts, in -> cutReader.read(in, in.position(), in.limit()));
            assertThat(told)
                    .as(() -> "seed " + seed + ", cuts " + Arrays.toString(cuts))
                    .hasToString(expected.toString());
            assertThat(told.totalBytes()).as("seed %d", seed).isEqualTo(stream.size());
            assertThat(cutReader.midLine()).isFalse();
        });
    }

    @Test
    void aWholeLineIsToldInPlace() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(200).put(3, EVENT).put(3 + EVENT.length, (byte) '\n');
        ByteBuffer[] told = new ByteBuffer[1];
        NdjsonReader inPlace = new NdjsonReader(new EventSink() {
            @Override
            public void event(ByteBuffer text, int start, int lengthBytes) {
                assertThat(start).isEqualTo(3);
                told[0] = text;
            }

            @Override
            public void gap(ByteBuffer text, int start, int lengthBytes) {}

            @Override
            public void heartbeat(int bytes) {}

            @Override
            public void framing(int bytes) {}
        });

        inPlace.read(bytes, 3, 3 + EVENT.length + 1);

        assertThat(told[0]).isSameAs(bytes);
    }

    static Stream<Arguments> othersThanEvents() {
        String event = new String(EVENT, ISO_8859_1);
        return Stream.of(
                Arguments.of("x", "1 bytes: \"x\""),
                Arguments.of("\r", "1 bytes: \"\\x0d\""),
                Arguments.of("{\"error\":\"a\\b\"}", "15 bytes: \"{\\\"error\\\":\\\"a\\\\b\\\"}\""),
                Arguments.of("é".repeat(80), "80 bytes: \"" + "\\xe9".repeat(58) + "\""),
                Arguments.of(event.substring(0, event.length() - 1), "67 bytes: "),
                Arguments.of(event.replace("0000000000042", "00000000000x2"), "68 bytes: "),
                Arguments.of(event.replace("0000000000042", "0000000000000"), "68 bytes: "),
                Arguments.of(event.replace("0000000000007", "000000000000-"), "68 bytes: "),
                Arguments.of(new String(EventFormat.gap(0, 1), ISO_8859_1), "60 bytes: "),
                Arguments.of(new String(EventFormat.gap(1, 1), ISO_8859_1) + " ", "61 bytes: "));
    }

    @ParameterizedTest
    @MethodSource("othersThanEvents")
    void anyOtherLineIsRefused(String line, String what) {
        byte[] bytes = (line + "\n").getBytes(ISO_8859_1);
        Splits splits = new Splits(bytes);
        splits.everyWay(1, 0, cuts -> {
            NdjsonReader cutReader = new NdjsonReader(new RecordingSink());
            assertThatThrownBy(() -> splits.feed(cuts, in -> cutReader.read(in, in.position(), in.limit())))
                    .isInstanceOf(MalformedResponse.class)
                    .hasMessageStartingWith("neither an event nor a gap notice, " + what);
        });
    }

    @Test
    void theLeastNumbersAreThoseOfEventsAndGapNotices() {
        byte[] event = EventFormat.event(1, 0, new byte[] {'x'});
        byte[] gap = EventFormat.gap(1, 0);
        ByteBuffer lines = ByteBuffer.allocate(event.length + gap.length + 2);
        lines.put(event).put((byte) '\n').put(gap).put((byte) '\n').flip();

        reader.read(lines, 0, lines.limit());

        assertThat(sink)
                .hasToString("event 1 due 0, 68 bytes\ngap 1 missed 0\ntexts " + (event.length + gap.length)
                        + ", heartbeats 0, framing 2");
    }

    @Test
    void wordOfALogComesToWhomeverAskedForIt() {
        byte[] notice = LogNotice.text(new LogId("k3f9x2ab"), 0);
        byte[] line = Arrays.copyOf(notice, notice.length + 1);
        line[notice.length] = '\n';
        List<Long> cursors = new ArrayList<>();
        NdjsonReader asking = new NdjsonReader(new RecordingSink() {
            @Override
            public void log(ByteBuffer text, int start, int lengthBytes) {
                assertThat(lengthBytes).isEqualTo(LogNotice.BYTES);
                cursors.add(LogNotice.after(text, start));
            }
        });

        asking.read(ByteBuffer.wrap(line), 0, line.length);

        assertThat(cursors).containsExactly(0L);
        assertThatThrownBy(() -> reader.read(ByteBuffer.wrap(line), 0, line.length))
                .isInstanceOf(MalformedResponse.class)
                .hasMessage("told of a log without having asked");
        byte[] without = line.clone();
        without[notice.length - 3] = 'x';
        assertThatThrownBy(() -> asking.read(ByteBuffer.wrap(without), 0, without.length))
                .isInstanceOf(MalformedResponse.class)
                .hasMessageStartingWith("neither an event nor a gap notice");
    }

    @Test
    void aWholeLineIsAnEventUpToTheBoundAndNoneBeyond() {
        byte[] largest = EventFormat.event(
                1, 0, "x".repeat(EventText.MOST_BYTES - EventFormat.FIXED_BYTES).getBytes(ISO_8859_1));
        assertThat(largest).hasSize(EventText.MOST_BYTES);
        int offset = 1_000;
        ByteBuffer lines = ByteBuffer.allocate(offset + EventText.MOST_BYTES + 2);
        lines.put(offset, largest).put(offset + largest.length, (byte) '\n');

        reader.read(lines, offset, offset + largest.length + 1);
        assertThat(sink)
                .hasToString("event 1 due 0, " + EventText.MOST_BYTES + " bytes\ntexts " + EventText.MOST_BYTES
                        + ", heartbeats 0, framing 1");

        lines.put(offset + largest.length, (byte) 'x').put(offset + largest.length + 1, (byte) '\n');
        assertThatThrownBy(() -> reader.read(lines, offset, lines.limit()))
                .isInstanceOf(MalformedResponse.class)
                .hasMessage("event text longer than " + EventText.MOST_BYTES + " bytes");
    }

    @Test
    void aLineThatNeverEndsIsRefused() {
        ByteBuffer part = ByteBuffer.allocate(64 * 1024);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1000; i++) {
                        reader.read(part, 0, part.capacity());
                    }
                })
                .isInstanceOf(MalformedResponse.class)
                .hasMessage("event text longer than " + EventText.MOST_BYTES + " bytes");
    }

    @Test
    void resetForgetsAnUnfinishedLineButNotItsBytes() {
        reader.read(ByteBuffer.wrap(EVENT), 0, 40);
        assertThat(reader.midLine()).isTrue();

        reader.reset();
        assertThat(reader.midLine()).isFalse();
        reader.read(ByteBuffer.wrap(new byte[] {'\n'}), 0, 1);

        assertThat(sink).hasToString("texts 0, heartbeats 1, framing 40");
    }
}
