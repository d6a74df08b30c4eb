package dev.pushbench.bench.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PaceTest {
    private static final long MILLI = 1_000_000;

    @Test
    void aPacketTakesHalfARoundTrip() {
        Pace pace = pace("rtt=80ms");

        assertThat(pace.due(7, 100)).isEqualTo(7 + 40 * MILLI);
        assertThat(pace.due(8, 100_000)).isEqualTo(8 + 40 * MILLI);
        assertThat(pace.packet(100_000)).isEqualTo(100_000);
    }

    @Test
    void nothingGetsInBeforeItOpens() {
        Pace pace = pace("rtt=80ms");
        pace.opens(80 * MILLI);

        assertThat(pace.due(1, 10)).isEqualTo(120 * MILLI);
        assertThat(pace.due(90 * MILLI, 10)).isEqualTo(130 * MILLI);
    }

    /** 1 Mbit/s are 125 bytes in a millisecond. */
    @Test
    void packetsWaitForThoseBeforeThem() {
        Pace pace = pace("rtt=20ms,bandwidth=1mbit");

        assertThat(pace.due(0, 1250)).isEqualTo(20 * MILLI);
        assertThat(pace.due(0, 125)).isEqualTo(21 * MILLI);
        assertThat(pace.due(50 * MILLI, 125)).isEqualTo(61 * MILLI);
        assertThat(pace.packet(100_000)).isEqualTo(Pace.PACKET_BYTES);
    }

    @Test
    void jitterAddsAndNeverReorders() {
        Pace pace = pace("rtt=20ms,jitter=5ms");
        Pace same = pace("rtt=20ms,jitter=5ms");
        long before = 0;
        long least = Long.MAX_VALUE;
        long most = 0;
        for (long i = 0; i < 1000; i++) {
            long read = i * 100_000;
            long due = pace.due(read, 10);
            assertThat(due).isEqualTo(same.due(read, 10)).isGreaterThanOrEqualTo(before);
            assertThat(due - read).isBetween(10 * MILLI, 15 * MILLI);
            before = due;
            least = Math.min(least, due - read);
            most = Math.max(most, due - read);
        }
        assertThat(most - least).isGreaterThan(MILLI);
    }

    private static Pace pace(String link) {
        return new Pace(LinkText.parse("link", link).orElseThrow(), 1);
    }
}
