package dev.pushbench.client.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PairsTest {
    private static final long MILLI = 1_000_000;

    @Test
    void theSecondOfEachPairFollowsTheFirstAtTheGap() {
        FireTimes pairs = FireTimes.pairs(4, Duration.ofMillis(20));

        assertThat(LongStream.range(0, 6).map(pairs::offsetNanos))
                .containsExactly(0L, 20 * MILLI, 500 * MILLI, 520 * MILLI, 1_000 * MILLI, 1_020 * MILLI);
    }

    @Test
    void countsThoseBeforeAnInstantAlsoWithinAPair() {
        FireTimes pairs = FireTimes.pairs(4, Duration.ofMillis(20));

        assertThat(pairs.countBefore(0)).isZero();
        assertThat(pairs.countBefore(1)).isEqualTo(1);
        assertThat(pairs.countBefore(20 * MILLI)).isEqualTo(1);
        assertThat(pairs.countBefore(20 * MILLI + 1)).isEqualTo(2);
        assertThat(pairs.countBefore(510 * MILLI)).isEqualTo(3);
        for (long index = 0; index < 1_000; index++) {
            assertThat(pairs.countBefore(pairs.offsetNanos(index))).isEqualTo(index);
        }
    }

    @Test
    void pairsDoNotOverlap() {
        assertThatThrownBy(() -> FireTimes.pairs(4, Duration.ofMillis(500))).hasMessageContaining("gap must be");
    }
}
