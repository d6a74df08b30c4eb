package dev.pushbench.client.sse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.client.http.EventSink;
import dev.pushbench.client.http.EventText;
import dev.pushbench.client.http.MalformedResponse;
import dev.pushbench.client.http.RecordingSink;
import dev.pushbench.client.http.Splits;
import dev.pushbench.protocol.EventFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SseReaderTest {
    private static final String EVENT = new String(EventFormat.event(42, 7, new byte[] {'x'}), ISO_8859_1);
    private static final String GAP = new String(EventFormat.gap(9, 3), ISO_8859_1);

    private final RecordingSink sink = new RecordingSink();
    private final SseReader reader = new SseReader(sink);

    /** In the scripts {@code ~} is LF, {@code ^} is CR, {@code E} an event, {@code G} a gap notice, {@code B} the mark. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // stream                      | events gaps | text heartbeat framing bytes
                "id: 42~data: E~~              | 1 0 | 68 0 15",
                "id:42~data:E~~                | 1 0 | 68 0 13",
                "id: 42^~data: E^~^~           | 1 0 | 68 0 18",
                "id: 42^data: E^^              | 1 0 | 68 0 15",
                "id: 42^data: E~^~             | 1 0 | 68 0 16",
                "data: E~id: 42~retry: 5~~     | 1 0 | 68 0 24",
                "event: gap~id: 8~data: G~~    | 0 1 | 60 0 25",
                "data: E~~data: E~~            | 2 0 | 136 0 16",
                ":~                            | 0 0 | 0 2 0",
                ":~~                           | 0 0 | 0 3 0",
                ": x~~                         | 0 0 | 0 5 0",
                ": x^~^~                       | 0 0 | 0 7 0",
                ":^^                           | 0 0 | 0 3 0",
                ":~:~~                         | 0 0 | 0 5 0",
                ": x~data: E~: y~~             | 1 0 | 68 8 8",
                "Bdata: E~~                    | 1 0 | 68 0 11",
                "B:~~                          | 0 0 | 0 3 3",
                "data: E~~B~~                  | 1 0 | 68 0 13",
                "retry: 1000~~                 | 0 0 | 0 0 13",
                "~~^~^                         | 0 0 | 0 0 5",
                "datum: E~dat: x~data2: y~~    | 0 0 | 0 0 93",
                "id~event~foo~~                | 0 0 | 0 0 14",
                "~                             | 0 0 | 0 0 1"
            })
    void blocksAreToldApartHoweverTheyAreCut(String script, String texts, String bytes) {
        String stream = stream(script);
        Splits splits = new Splits(stream.getBytes(ISO_8859_1));
        splits.everyWay(1, 200, cuts -> {
            RecordingSink told = new RecordingSink();
            SseReader cutReader = new SseReader(told);
            splits.feed(cuts, in -> cutReader.read(in, in.position(), in.limit()));
            assertThat(told).as(() -> "cuts " + Arrays.toString(cuts)).hasToString(expected(texts, bytes));
            assertThat(told.totalBytes()).isEqualTo(stream.length());
            assertThat(cutReader.midBlock()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everySplitTellsTheSame(long seed) {
        Random random = new Random(seed);
        RecordingSink expected = new RecordingSink();
        String stream = randomStream(random, expected);
        Splits splits = new Splits(stream.getBytes(ISO_8859_1));
        splits.everyWay(seed, 2_000, cuts -> {
            RecordingSink told = new RecordingSink();
            SseReader cutReader = new SseReader(told);
            splits.feed(cuts, in -> cutReader.read(in, in.position(), in.limit()));
            assertThat(told)
                    .as(() -> "seed " + seed + ", cuts " + Arrays.toString(cuts))
                    .hasToString(expected.toString());
            assertThat(told.totalBytes()).as("seed %d", seed).isEqualTo(stream.length());
            assertThat(cutReader.midBlock()).isFalse();
        });
    }

    @Test
    void anEventIsToldAtTheBlankLineAndInPlace() {
        List<ByteBuffer> told = new ArrayList<>();
        SseReader inPlace = new SseReader(new EventSink() {
            @Override
            public void event(ByteBuffer text, int start, int lengthBytes) {
                assertThat(start).isEqualTo(14);
                assertThat(lengthBytes).isEqualTo(EVENT.length());
                told.add(text);
            }

            @Override
            public void gap(ByteBuffer text, int start, int lengthBytes) {}

            @Override
            public void heartbeat(int bytes) {}

            @Override
            public void framing(int bytes) {}
        });
        ByteBuffer whole = ByteBuffer.wrap(stream("id: 42~~data: E~~").getBytes(ISO_8859_1));

        inPlace.read(whole, 0, whole.limit() - 1);
        assertThat(told).isEmpty();
        inPlace.reset();
        inPlace.read(whole, 0, whole.limit());

        assertThat(told).singleElement().isSameAs(whole);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data: E~data: E~~       | an event's data has more than one line",
                "data: E~data~~          | an event's data has more than one line",
                "data: E~data:^          | an event's data has more than one line",
                "data: hello~~           | neither an event nor a gap notice, 5 bytes: \"hello\"",
                "data~~                  | neither an event nor a gap notice, 0 bytes: \"\"",
                "data: ~~                | neither an event nor a gap notice, 0 bytes: \"\""
            })
    void whatIsNoEventIsRefusedHoweverItIsCut(String script, String message) {
        Splits splits = new Splits(stream(script).getBytes(ISO_8859_1));
        splits.everyWay(1, 200, cuts -> {
            SseReader cutReader = new SseReader(new RecordingSink());
            assertThatThrownBy(() -> splits.feed(cuts, in -> cutReader.read(in, in.position(), in.limit())))
                    .as(() -> "cuts " + Arrays.toString(cuts))
                    .isInstanceOf(MalformedResponse.class)
                    .hasMessage(message);
        });
    }

    @ParameterizedTest
    @CsvSource({"data: , event text longer", "':', event text longer", "id: , event stream block longer"})
    void whatNeverEndsIsRefused(String start, String message) {
        reader.read(ByteBuffer.wrap(start.getBytes(ISO_8859_1)), 0, start.length());
        ByteBuffer part = ByteBuffer.allocate(64 * 1024);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1000; i++) {
                        reader.read(part, 0, part.capacity());
                    }
                })
                .isInstanceOf(MalformedResponse.class)
                .hasMessage(message + " than " + EventText.MOST_BYTES + " bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: E~", "data: E", "id: 4", "id", ": x", "\u00ef\u00bb", "data: E~: x", "id: 4^"})
    void resetForgetsAnUnfinishedBlockButNotItsBytes(String script) {
        String stream = stream(script);
        reader.read(ByteBuffer.wrap(stream.getBytes(ISO_8859_1)), 0, stream.length());
        assertThat(reader.midBlock()).isTrue();

        reader.reset();
        assertThat(reader.midBlock()).isFalse();
        assertThat(sink.totalBytes()).isEqualTo(stream.length());

        String next = stream("\u00ef\u00bb\u00bfdata: E~~");
        reader.read(ByteBuffer.wrap(next.getBytes(ISO_8859_1)), 0, next.length());
        assertThat(sink.toString()).startsWith("event 42 due 7, 68 bytes\ntexts 68, ");
        assertThat(sink.totalBytes()).isEqualTo(stream.length() + next.length());
    }

    private static String expected(String texts, String bytes) {
        String[] text = texts.split(" ", -1);
        String[] count = bytes.split(" ", -1);
        return "event 42 due 7, 68 bytes\n".repeat(Integer.parseInt(text[0]))
                + "gap 9 missed 3\n".repeat(Integer.parseInt(text[1]))
                + "texts " + count[0] + ", heartbeats " + count[1] + ", framing " + count[2];
    }

    private static String stream(String script) {
        return script.replace("~", "\n")
                .replace("^", "\r")
                .replace("E", EVENT)
                .replace("G", GAP)
                .replace("B", "\u00ef\u00bb\u00bf");
    }

    /** Makes up a stream of legal forms; {@code expected} is told what a reader must tell. */
    private static String randomStream(Random random, RecordingSink expected) {
        StringBuilder stream = new StringBuilder();
        if (random.nextBoolean()) {
            stream.append("\u00ef\u00bb\u00bf");
            expected.framing(3);
        }
        for (int block = 0; block < 10; block++) {
            String lineEnd = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
            String space = random.nextBoolean() ? " " : "";
            if (lineEnd.equals("\n") && stream.length() > 0 && stream.charAt(stream.length() - 1) == '\r') {
                // Only to keep the making simple: a blank line here would be taken for the rest of a CRLF.
                lineEnd = "\r\n";
            }
            boolean comment = random.nextInt(3) == 0;
            if (comment) {
                String line = ":" + "c".repeat(random.nextInt(20)) + lineEnd;
                stream.append(line);
                expected.heartbeat(line.length());
            }
            if (random.nextInt(3) == 0) {
                stream.append(lineEnd);
                if (comment) {
                    expected.heartbeat(lineEnd.length());
                } else {
                    expected.framing(lineEnd.length());
                }
                continue;
            }
            boolean gap = random.nextInt(4) == 0;
            byte[] text = gap
                    ? EventFormat.gap(1L + random.nextInt(1000), random.nextInt(1000))
                    : EventFormat.event(
                            1 + random.nextLong(Long.MAX_VALUE), random.nextInt(99), new byte[1 + random.nextInt(80)]);
            for (int i = 0; i < text.length; i++) {
                text[i] = text[i] == 0 ? (byte) ':' : text[i];
            }
            String before = (gap ? "event:" + space + "gap" + lineEnd : "") + "id:" + space + "7" + lineEnd + "data:";
            String after = lineEnd + (random.nextBoolean() ? "retry" + lineEnd : "") + lineEnd;
            stream.append(before)
                    .append(space)
                    .append(new String(text, ISO_8859_1))
                    .append(after);
            if (gap) {
                expected.gap(ByteBuffer.wrap(text), 0, text.length);
            } else {
                expected.event(ByteBuffer.wrap(text), 0, text.length);
            }
            expected.framing(before.length() + space.length() + after.length());
        }
        return stream.toString();
    }
}
