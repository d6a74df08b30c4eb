package dev.pushbench.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Timeout;

final class EventFormatFuzzTest {
    @Timeout(10)
    @FuzzTest
    void whatIsReadIsWhatWasWritten(byte[] bytes) {
        byte[] text = Arrays.copyOf(bytes, Math.max(bytes.length, EventFormat.HEAD_BYTES));
        requireThatNumbersAreThoseOfAnEvent(text);
        requireThatNumbersAreThoseOfAGap(text);

        String data = new String(bytes, UTF_8);
        assertThat(unescaped(new String(EventFormat.escape(data), UTF_8))).isEqualTo(data);
    }

    private static void requireThatNumbersAreThoseOfAnEvent(byte[] bytes) {
        ByteBuffer text = ByteBuffer.wrap(bytes);
        long seq = EventFormat.seq(text, 0);
        long dueNanos = EventFormat.dueNanos(text, 0);
        assertThat(seq).isGreaterThanOrEqualTo(-1);
        assertThat(dueNanos).isGreaterThanOrEqualTo(-1);
        if (EventFormat.isEvent(text, 0) && seq >= 0 && dueNanos >= 0) {
            String written = new String(EventFormat.event(seq, dueNanos, new byte[0]), UTF_8);
            String numbers = written.substring(0, written.indexOf("\",\"data\""));
            assertThat(new String(bytes, 0, numbers.length(), UTF_8)).isEqualTo(numbers);
        }
    }

    private static void requireThatNumbersAreThoseOfAGap(byte[] bytes) {
        ByteBuffer text = ByteBuffer.wrap(bytes);
        long first = EventFormat.gapFirst(text, 0);
        long missed = EventFormat.gapMissed(text, 0);
        assertThat(first).isGreaterThanOrEqualTo(-1);
        assertThat(missed).isGreaterThanOrEqualTo(-1);
        if (EventFormat.isGap(text, 0) && first >= 0 && missed >= 0) {
            assertThat(Arrays.copyOf(EventFormat.gap(first, missed), EventFormat.HEAD_BYTES))
                    .isEqualTo(Arrays.copyOf(bytes, EventFormat.HEAD_BYTES));
        }
    }

    /** What a JSON parser reads of it (RFC 8259, section 7), which fails where a character is not as it must be within quotes. */
    private static String unescaped(String escaped) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char character = escaped.charAt(i);
            assertThat(character).isGreaterThanOrEqualTo(' ').isNotEqualTo('"');
            if (character != '\\') {
                text.append(character);
            } else if (escaped.charAt(i + 1) == 'u') {
                text.append((char) Integer.parseInt(escaped.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                i++;
                assertThat(escaped.charAt(i)).isIn('"', '\\', '/');
                text.append(escaped.charAt(i));
            }
        }
        return text.toString();
    }
}
