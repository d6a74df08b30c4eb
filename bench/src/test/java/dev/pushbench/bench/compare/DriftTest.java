package dev.pushbench.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DriftTest {
    private static final double LIMIT = 1.5;
    private static final int TRIALS = 1_000;

    @Test
    void theFactorIsThatOfTheMediansOfBothThirds() {
        double[] medians = new double[30];
        Arrays.setAll(medians, i -> i < 20 ? 2 + i * 0.01 : 6 + i * 0.01);

        assertThat(Drift.of(Clusters.of(medians)).orElseThrow().factor()).isCloseTo(6.245 / 2.045, within(0.01));
    }

    @Test
    void risingAndFallingAreTheSame() {
        double[] rising = ramp(10, 60);
        double[] falling = ramp(10, 60);
        for (int i = 0; i < 60; i++) {
            falling[i] = rising[59 - i];
        }

        assertThat(Drift.of(Clusters.of(falling)))
                .isEqualTo(Drift.of(Clusters.of(rising)))
                .isPresent();
    }

    @Test
    void eventsAreOrderedByTheInstantAtWhichTheyWereDue() {
        List<Cluster> shuffled = new ArrayList<>(Clusters.of(ramp(10, 60)));
        Collections.shuffle(shuffled, new Random(1));

        assertThat(Drift.of(shuffled)).isEqualTo(Drift.of(Clusters.of(ramp(10, 60))));
    }

    @Test
    void needsEightEventsInEitherThird() {
        assertThat(Drift.of(Clusters.of(step(24, 3)))).isPresent();
        assertThat(Drift.of(Clusters.of(step(23, 3)))).isEmpty();
        assertThat(Drift.of(List.of())).isEmpty();
    }

    @Test
    void differencesBelowHalfAMillisecondAreNone() {
        assertThat(Drift.of(Clusters.of(step(30, 0.49)))).isEmpty();
        assertThat(Drift.of(Clusters.of(step(30, 0.51)))).isPresent();
    }

    /** Two events of ten are as fast as before: their third's fastest tenth is. */
    @Test
    void aBurstIsNoDrift() {
        double[] medians = new double[30];
        Arrays.fill(medians, 2);
        Arrays.fill(medians, 22, 30, 40);
        assertThat(Drift.of(Clusters.of(medians))).isEmpty();

        Arrays.fill(medians, 21, 30, 40);
        assertThat(Drift.of(Clusters.of(medians)).orElseThrow().factor()).isCloseTo(20, within(0.1));
    }

    @Test
    void theFastestEventsHaveToChangeToo() {
        double[] medians = new double[30];
        Arrays.fill(medians, 0, 20, 4);
        Arrays.fill(medians, 20, 30, 9);
        Arrays.fill(medians, 20, 22, 4.95);
        assertThat(Drift.of(Clusters.of(medians))).isEmpty();

        Arrays.fill(medians, 20, 22, 5.05);
        assertThat(Drift.of(Clusters.of(medians))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 30, 60, 300})
    void independentEventsAreAlmostNeverDrift(int events) {
        assertThat(caught(events, i -> 5)).isLessThanOrEqualTo(0.01);
    }

    /** Twice as slow at first; after 15 events two thirds of that are gone. */
    @ParameterizedTest
    @ValueSource(ints = {45, 60})
    void aColdStartIsDrift(int events) {
        assertThat(caught(events, i -> 5 + 10 * Math.exp(-i / 15.0))).isGreaterThan(2 / 3.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 60, 300})
    void aGrowingBacklogIsDrift(int events) {
        assertThat(caught(events, i -> 5 + 10.0 * i / events)).isGreaterThan(0.9);
    }

    /** The share of simulated trials, each event 20 % off its expectation, that are above the limit. */
    private static double caught(int events, IntToDoubleFunction expectedMillis) {
        int caught = 0;
        for (int seed = 0; seed < TRIALS; seed++) {
            Random random = new Random(seed);
            double[] nanos = IntStream.range(0, events)
                    .mapToDouble(i -> 1e6 * expectedMillis.applyAsDouble(i) * Math.exp(0.2 * random.nextGaussian()))
                    .toArray();
            caught += isCaught(nanos) ? 1 : 0;
        }
        return (double) caught / TRIALS;
    }

    private static boolean isCaught(double[] nanos) {
        return Drift.of(nanos).filter(drift -> drift.factor() > LIMIT).isPresent();
    }

    /** From 2 ms on, evenly. */
    private static double[] ramp(double toMillis, int events) {
        return IntStream.range(0, events)
                .mapToDouble(i -> 2 + (toMillis - 2) * i / events)
                .toArray();
    }

    /** From 2 ms to so much more in the last third. */
    private static double[] step(int events, double moreMillis) {
        return IntStream.range(0, events)
                .mapToDouble(i -> i < events - events / 3 ? 2 : 2 + moreMillis)
                .toArray();
    }
}
