package dev.pushbench.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventFormatTest {
    @Test
    void eventHasTheTextOfTheContract() {
        byte[] event = EventFormat.event(42, 1234567890123456L, EventFormat.escape("x"));

        assertThat(new String(event, UTF_8))
                .isEqualTo("{\"seq\":\"0000000000000000042\",\"due\":\"0001234567890123456\",\"data\":\"x\"}")
                .hasSize(Limits.LEAST_EVENT_BYTES);
    }

    @Test
    void gapHasTheTextOfTheContract() {
        byte[] gap = EventFormat.gap(42, 7);

        assertThat(new String(gap, UTF_8))
                .isEqualTo("{\"gap\":\"0000000000000000042\",\"missed\":\"0000000000000000007\"}")
                .hasSize(EventFormat.GAP_BYTES);
    }

    @Test
    void publicationHasTheTextOfTheContract() {
        assertThat(new String(EventFormat.publication(5, EventFormat.escape("a\"b")), UTF_8))
                .isEqualTo("{\"due\":\"0000000000000000005\",\"data\":\"a\\\"b\"}");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 999_999_999_999L, Long.MAX_VALUE})
    void numbersAreReadBackWhereverTheEventStarts(long number) {
        byte[] event = EventFormat.event(number, Long.MAX_VALUE - number, EventFormat.escape("data"));
        ByteBuffer text = ByteBuffer.allocateDirect(event.length + 5).put(5, event);

        assertThat(EventFormat.isEvent(text, 5)).isTrue();
        assertThat(EventFormat.isGap(text, 5)).isFalse();
        assertThat(EventFormat.seq(text, 5)).isEqualTo(number);
        assertThat(EventFormat.dueNanos(text, 5)).isEqualTo(Long.MAX_VALUE - number);
    }

    @Test
    void gapIsReadBack() {
        ByteBuffer text = ByteBuffer.wrap(EventFormat.gap(12345, 678));

        assertThat(EventFormat.isGap(text, 0)).isTrue();
        assertThat(EventFormat.isEvent(text, 0)).isFalse();
        assertThat(EventFormat.gapFirst(text, 0)).isEqualTo(12345);
        assertThat(EventFormat.gapMissed(text, 0)).isEqualTo(678);
    }

    @Test
    void aNumberThatIsNotOneIsReadAsMinusOne() {
        byte[] event = EventFormat.event(1, 1, EventFormat.escape("x"));
        event[10] = 'x';
        assertThat(EventFormat.seq(ByteBuffer.wrap(event), 0)).isEqualTo(-1);
        byte[] beyondLong = "{\"seq\":\"9999999999999999999\",\"due\":\"".getBytes(UTF_8);
        assertThat(EventFormat.seq(ByteBuffer.wrap(beyondLong), 0)).isEqualTo(-1);
    }

    @Test
    void negativeNumbersAreRefused() {
        assertThatThrownBy(() -> EventFormat.event(-1, 0, new byte[1])).hasMessageContaining("-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"plain|plain", "say \"hi\"|say \\\"hi\\\"", "back\\slash|back\\\\slash", "Grüße €|Grüße €"})
    void dataIsEscapedAsJsonAsksForIt(String data, String escaped) {
        assertThat(new String(EventFormat.escape(data), UTF_8)).isEqualTo(escaped);
    }

    @Test
    void controlCharactersCannotBreakALine() {
        assertThat(new String(EventFormat.escape("a\nb\r\u0000"), UTF_8)).isEqualTo("a\\u000ab\\u000d\\u0000");
    }
}
