package dev.pushbench.client.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.Deliveries.Deviations;
import dev.pushbench.client.measure.Deliveries.Excused;
import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.Technique;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that says the first event as it was published, then something else in the place of the second, then the third. */
@Timeout(60)
final class HostileServerTest {
    private static final long WALL_CLOCK_NANOS = 1_764_500_000_000_000_000L;
    private static final Deviations ALTERED = new Deviations(1, 0, 0);
    private static final Deviations UNPUBLISHED = new Deviations(0, 1, 0);
    private static final Deviations DUE_REWRITTEN = new Deviations(0, 0, 1);

    /** What is said in the place of the second event, and what has to be counted. */
    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
    private enum Alteration {
        NONE(3, Deviations.NONE),
        DUE_ZERO(3, DUE_REWRITTEN),
        DUE_WALL_CLOCK(3, DUE_REWRITTEN),
        DUE_LARGEST(3, DUE_REWRITTEN),
        DATA_REPLACED(3, ALTERED),
        FIRST_BYTE_CHANGED(3, ALTERED),
        LAST_BYTE_CHANGED(3, ALTERED),
        DATA_DOUBLED(3, ALTERED),
        DATA_SHORTENED(3, ALTERED),
        DATA_LENGTHENED(3, ALTERED),
        FIELD_RENAMED(3, ALTERED),
        FIELD_ADDED(3, ALTERED),
        BRACE_REPLACED(3, ALTERED),
        SPACE_AT_THE_END(3, ALTERED),
        DUE_AND_DATA(3, new Deviations(1, 0, 1)),
        SEQ_NEVER_PUBLISHED(2, UNPUBLISHED),
        SEQ_HUGE(2, UNPUBLISHED),
        SEQ_LARGEST(2, UNPUBLISHED),
        GAP_HUGE(2, UNPUBLISHED),
        GAP_LARGEST(2, UNPUBLISHED);

        private final int arrived;
        private final Deviations deviations;

        Alteration(int arrived, Deviations deviations) {
            this.arrived = arrived;
            this.deviations = deviations;
        }

        private byte[] text(byte[] data) {
            byte[] event = EventFormat.event(2, Voice.DUE_NANOS, data);
            int end = event.length;
            return switch (this) {
                case NONE -> event;
                case DUE_ZERO -> EventFormat.event(2, 0, data);
                case DUE_WALL_CLOCK -> EventFormat.event(2, WALL_CLOCK_NANOS, data);
                case DUE_LARGEST -> EventFormat.event(2, Long.MAX_VALUE, data);
                case DATA_REPLACED -> EventFormat.event(2, Voice.DUE_NANOS, new byte[data.length]);
                case FIRST_BYTE_CHANGED -> changed(event, EventFormat.FIXED_BYTES - 2);
                case LAST_BYTE_CHANGED -> changed(event, end - 3);
                case DATA_DOUBLED -> EventFormat.event(2, Voice.DUE_NANOS, joined(data, data));
                case DATA_SHORTENED -> EventFormat.event(2, Voice.DUE_NANOS, Arrays.copyOf(data, data.length - 1));
                case DATA_LENGTHENED -> EventFormat.event(2, Voice.DUE_NANOS, joined(data, ascii("x")));
                case FIELD_RENAMED -> changed(event, EventFormat.FIXED_BYTES - 6);
                case FIELD_ADDED -> joined(Arrays.copyOf(event, end - 1), ascii(",\"at\":1}"));
                case BRACE_REPLACED -> joined(Arrays.copyOf(event, end - 1), ascii("]"));
                case SPACE_AT_THE_END -> joined(event, ascii(" "));
                case DUE_AND_DATA -> changed(EventFormat.event(2, 0, data), end - 3);
                case SEQ_NEVER_PUBLISHED -> EventFormat.event(LoneUser.PUBLISHED + 1, Voice.DUE_NANOS, data);
                case SEQ_HUGE -> EventFormat.event(9_000_000_000_000_000_000L, Voice.DUE_NANOS, data);
                case SEQ_LARGEST -> EventFormat.event(Long.MAX_VALUE, Voice.DUE_NANOS, data);
                case GAP_HUGE -> EventFormat.gap(9_000_000_000_000_000_000L, 1);
                case GAP_LARGEST -> EventFormat.gap(Long.MAX_VALUE, Long.MAX_VALUE);
            };
        }

        /** The second event is missing where something else was said instead. */
        private Deliveries expected() {
            return new Deliveries(arrived, arrived, 3 - arrived, 0, 0, 0, 0, Excused.NONE, deviations);
        }
    }

    /** How the texts come: in one packet each, or in many; short, or longer than what is compared by longs. */
    private record Delivery(int dataBytes, boolean byteByByte) {}

    static Stream<Arguments> everything() {
        List<Delivery> deliveries = List.of(
                new Delivery(9, false), new Delivery(9, true), new Delivery(400, true), new Delivery(30_000, false));
        return Stream.of(Technique.values())
                .flatMap(technique -> Stream.of(Alteration.values())
                        .flatMap(alteration -> deliveries.stream()
                                .filter(delivery -> delivery.dataBytes < 400 || technique.isPush())
                                .map(delivery -> Arguments.of(technique, alteration, delivery))));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void whatIsNotAsPublishedIsCounted(Technique technique, Alteration alteration, Delivery delivery) throws Exception {
        byte[] data = "abcdefghi"
                .repeat(delivery.dataBytes / 9 + 1)
                .substring(0, delivery.dataBytes)
                .getBytes(StandardCharsets.US_ASCII);
        CountDownLatch said = new CountDownLatch(1);
        CountDownLatch checked = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    if (delivery.byteByByte) {
                        connection.writeByteByByte();
                    }
                    Voice voice = new Voice(technique, connection);
                    voice.greet();
                    voice.say(EventFormat.event(1, Voice.DUE_NANOS, data));
                    voice.say(alteration.text(data));
                    voice.say(EventFormat.event(3, Voice.DUE_NANOS, data));
                    if (!technique.isPush()) {
                        assertThat(voice.lastAfter()).isEqualTo(alteration.arrived - 1);
                        voice.ask();
                    }
                    said.countDown();
                    checked.await();
                });
                LoneUser user = LoneUser.start(technique, server.address(), data)) {
            user.awaitArrivals(alteration.arrived);
            said.await();

            assertThat(user.deliveries()).isEqualTo(alteration.expected());
            assertThat(user.failures()).isEmpty();
            user.stop();
            checked.countDown();
            assertThat(server.failures()).isEmpty();
        }
    }

    private static byte[] changed(byte[] text, int at) {
        byte[] changed = text.clone();
        changed[at] ^= 1;
        return changed;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
