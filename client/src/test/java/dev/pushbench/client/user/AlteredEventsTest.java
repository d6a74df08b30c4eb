package dev.pushbench.client.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.http.EventStart;
import dev.pushbench.client.http.EventText;
import dev.pushbench.client.http.MalformedResponse;
import dev.pushbench.client.http.NdjsonReader;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.MeasuredWindows;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.PublishTimes;
import dev.pushbench.client.sse.SseReader;
import dev.pushbench.client.websocket.FrameReader;
import dev.pushbench.client.websocket.MalformedFrame;
import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.EventTail;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is changed in the text of an event, however it is cut, is reported; and what is not changed, never. */
final class AlteredEventsTest {
    private static final int TRIALS = 4_000;
    private static final int EVENTS = 3;
    private static final long DUE_NANOS = 1_234_567_890_123_456L;
    private static final int DUE_FROM = 36;
    private static final int DUE_TO = DUE_FROM + EventFormat.DIGITS;

    /** How texts are wrapped and read. */
    private enum Wrapping {
        LINES {
            @Override
            byte[] wrapped(byte[] text) {
                return joined(new byte[0], text, ascii("\n"));
            }

            @Override
            Reader reader(EventReading reading) {
                NdjsonReader reader = new NdjsonReader(reading);
                return in -> reader.read(in, in.position(), in.limit());
            }
        },
        SSE {
            @Override
            byte[] wrapped(byte[] text) {
                return joined(ascii("id: 7\ndata: "), text, ascii("\n\n"));
            }

            @Override
            Reader reader(EventReading reading) {
                SseReader reader = new SseReader(reading);
                return in -> reader.read(in, in.position(), in.limit());
            }
        },
        FRAMES {
            @Override
            byte[] wrapped(byte[] text) {
                byte[] header = text.length < 126
                        ? new byte[] {(byte) 0x81, (byte) text.length}
                        : new byte[] {(byte) 0x81, 126, (byte) (text.length >> 8), (byte) text.length};
                return joined(header, text, new byte[0]);
            }

            @Override
            Reader reader(EventReading reading) {
                FrameReader reader = new FrameReader(new Frames(reading));
                return reader::read;
            }
        };

        abstract byte[] wrapped(byte[] text);

        abstract Reader reader(EventReading reading);
    }

    private interface Reader {
        void read(ByteBuffer in);
    }

    private record Frames(EventReading reading) implements FrameReader.Listener {
        @Override
        public void message(ByteBuffer bytes, int payloadStart, int payloadBytes, int headerBytes, int opcode) {
            EventText.tell(bytes, payloadStart, payloadBytes, reading);
        }

        @Override
        public void message(EventStart payload, int headerBytes, int opcode) {
            EventText.tell(payload, reading);
        }

        @Override
        public EventTail tail() {
            return reading.tail();
        }

        @Override
        public void otherFrame(ByteBuffer wholeFrame) {
            throw new MalformedResponse("not a plain frame");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyChangeIsReported(Wrapping wrapping) {
        for (int seed = 0; seed < TRIALS; seed++) {
            Random random = new Random(seed);
            byte[] data = data(random);
            byte[] text = event(2, data);
            byte[] altered = altered(text, random);
            if (!Arrays.equals(text, altered)) {
                assertThat(isReported(wrapping, data, altered, random))
                        .as("seed %d: %s", seed, new String(altered, StandardCharsets.ISO_8859_1))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anHonestServerIsNeverReported(Wrapping wrapping) {
        for (int seed = 0; seed < TRIALS; seed++) {
            Random random = new Random(seed);
            byte[] data = data(random);
            assertThat(isReported(wrapping, data, event(2, data), random))
                    .as("seed %d", seed)
                    .isFalse();
        }
    }

    private static boolean isReported(Wrapping wrapping, byte[] data, byte[] second, Random random) {
        PublishTimes publishTimes = PublishTimes.inMemory(EVENTS);
        for (int seq = 1; seq <= EVENTS; seq++) {
            publishTimes.publishing(seq, DUE_NANOS + seq, DUE_NANOS + seq);
        }
        Meter meter = new Meter(publishTimes, EventTail.of(data));
        meter.deliveries().measure(MeasuredWindows.one(0, Long.MAX_VALUE, 1));
        EventReading reading = new EventReading(meter);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(wrapping.wrapped(event(1, data)));
        stream.writeBytes(wrapping.wrapped(second));
        stream.writeBytes(wrapping.wrapped(event(3, data)));
        boolean isRefused = false;
        try {
            feed(wrapping.reader(reading), stream.toByteArray(), random);
        } catch (MalformedResponse | MalformedFrame refused) {
            isRefused = true;
        }
        reading.finish(EVENTS);
        Deliveries all = meter.deliveriesOfAll();
        assertThat(all.arrived() + all.missing()).isEqualTo(EVENTS);
        assertThat(all.missing()).isBetween(0L, (long) EVENTS);
        return isRefused || !all.equals(new Deliveries(EVENTS, EVENTS, 0, 0, 0, 0, 0));
    }

    /** Cuts at random: often not at all, sometimes after each byte. */
    private static void feed(Reader reader, byte[] stream, Random random) {
        int longest = random.nextBoolean() ? stream.length : 1 + random.nextInt(40);
        ByteBuffer in = ByteBuffer.allocateDirect(stream.length + 16);
        int from = 0;
        while (from < stream.length) {
            int bytes =
                    Math.min(stream.length - from, longest == stream.length ? longest : 1 + random.nextInt(longest));
            int at = random.nextInt(16);
            in.clear().position(at);
            in.put(stream, from, bytes).flip().position(at);
            reader.read(in);
            from += bytes;
        }
    }

    private static byte[] data(Random random) {
        byte[] data = new byte[1 + random.nextInt(random.nextInt(10) == 0 ? 3_000 : 60)];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) ('a' + random.nextInt(26));
        }
        return data;
    }

    private static byte[] event(long seq, byte[] data) {
        return EventFormat.event(seq, DUE_NANOS + seq, data);
    }

    /** The text with a byte changed, inserted or taken out, cut off, or repeated: anywhere but in the digits of due. */
    private static byte[] altered(byte[] text, Random random) {
        int at = random.nextInt(text.length);
        if (at >= DUE_FROM && at < DUE_TO) {
            at = DUE_TO + random.nextInt(text.length - DUE_TO);
        }
        byte[] before = Arrays.copyOf(text, at);
        byte[] after = Arrays.copyOfRange(text, at + 1, text.length);
        byte[] other = {(byte) random.nextInt(256)};
        boolean isLineEnd = other[0] == '\n' || other[0] == '\r';
        return switch (random.nextInt(5)) {
            case 0 -> joined(before, other, after);
            case 1 -> isLineEnd ? text : joined(joined(before, other, new byte[] {text[at]}), after, new byte[0]);
            case 2 -> joined(before, new byte[0], after);
            case 3 -> joined(before, new byte[0], Arrays.copyOf(after, random.nextInt(after.length + 1)));
            default -> joined(text, before, new byte[0]);
        };
    }

    private static byte[] joined(byte[] first, byte[] second, byte[] third) {
        byte[] all = Arrays.copyOf(first, first.length + second.length + third.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        System.arraycopy(third, 0, all, first.length + second.length, third.length);
        return all;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
