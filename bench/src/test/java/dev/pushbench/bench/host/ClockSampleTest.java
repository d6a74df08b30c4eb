package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ClockSampleTest {
    private final AtomicLong readings = new AtomicLong();

    @Test
    void aClockThatMovesWithEachReadingCostsItsStep() {
        assertThat(ClockSample.of(() -> 30 * readings.incrementAndGet())).isEqualTo(new ClockSample(30, 30));
    }

    @Test
    void aCoarseClockHasLargeStepsAtTheSameCost() {
        assertThat(ClockSample.of(() -> 30 * readings.incrementAndGet() / 3_000 * 3_000))
                .isEqualTo(new ClockSample(30, 3_000));
    }

    @Test
    void aClockThatStandsStillHasNoStep() {
        assertThat(ClockSample.of(() -> 7)).isEqualTo(new ClockSample(0, 0));
    }
}
