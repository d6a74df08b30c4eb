package dev.pushbench.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PercentileIntervalTest {
    private static final int REPETITIONS = 100;
    private static final double DEVIATIONS_OF_P99 = 2.326348;

    /** One trial, so that only events are drawn. */
    @ParameterizedTest
    @CsvSource({"30", "60", "120"})
    void holdsTheTrueMedianInAboutNineteenOfTwentyTrials(int events) {
        double holds = coverage(50, 0, random -> List.of(Clusters.simulated(random, events, 20)));

        assertThat(holds).as("share of %d trials", REPETITIONS).isBetween(0.88, 0.99);
    }

    /** The same events in several trials that do not differ: drawing trials as well makes it wider, not narrower. */
    @ParameterizedTest
    @CsvSource({"3, 20", "5, 60"})
    void holdsTheTrueMedianOfSeveralTrials(int trials, int events) {
        double holds = coverage(
                50,
                0,
                random -> Stream.generate(() -> Clusters.simulated(random, events, 10))
                        .limit(trials)
                        .toList());

        assertThat(holds).isBetween(0.88, 1.0);
    }

    /** A 99th percentile of 500 events; with fewer than 100 most resamples have none of the rare ones. */
    @Test
    void holdsTheTrueTailIfThereAreEventsEnough() {
        double holds = coverage(99, DEVIATIONS_OF_P99, random -> List.of(Clusters.simulated(random, 500, 10)));

        assertThat(holds).isBetween(0.88, 0.99);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 60, 300})
    void isSeveralTimesWiderThanIfDeliveriesWereIndependent(int events) {
        List<Cluster> trial = Clusters.simulated(new Random(events), events, 100);

        Interval clustered = only(List.of(trial), 50);
        Interval independent = ofIndependent(trial);

        assertThat(width(clustered)).isGreaterThan(3 * width(independent));
    }

    @Test
    void aTailOfASingleSlowEventIsAWideInterval() {
        double[] medians = new double[60];
        Arrays.fill(medians, 5);
        medians[17] = 200;

        Interval interval = only(List.of(Clusters.of(medians)), 99);

        assertThat(millis(interval.low())).as("without the event").isBetween(4.9, 5.0);
        assertThat(millis(interval.high())).as("with it").isBetween(200.0, 202.0);
    }

    @Test
    void aSingleSlowEventDoesNotMoveTheMedian() {
        double[] medians = new double[60];
        Arrays.fill(medians, 5);
        medians[17] = 200;

        assertThat(millis(only(List.of(Clusters.of(medians)), 50).high())).isBetween(5.0, 5.1);
    }

    /** The slow one of three trials is not drawn in 8 of 27 resamples, and twice or three times in 7 of 27. */
    @Test
    void trialsThatDifferAreAWideIntervalHoweverManyEventsTheyHave() {
        List<Cluster> fast = Clusters.of(Collections.nCopies(300, 5.0).stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
        List<Cluster> slow = Clusters.of(Collections.nCopies(300, 9.0).stream()
                .mapToDouble(Double::doubleValue)
                .toArray());

        Interval interval = only(List.of(fast, fast, slow), 50);

        assertThat(millis(interval.low())).isBetween(4.9, 5.0);
        assertThat(millis(interval.high())).isBetween(9.0, 9.1);
        assertThat(millis(only(List.of(fast, fast, fast), 50).high())).isLessThan(5.1);
    }

    @Test
    void percentilesComeInTheirOrderAndEachIsAsIfAlone() {
        List<List<Cluster>> trials = trials(3, 40);

        assertThat(PercentileInterval.of(trials, 99, 50, 90))
                .containsExactly(only(trials, 99), only(trials, 50), only(trials, 90));
    }

    @Test
    void theSameClustersGiveTheSameInterval() {
        assertThat(PercentileInterval.of(trials(5, 50), 50, 90, 99, 99.9))
                .isEqualTo(PercentileInterval.of(trials(5, 50), 50, 90, 99, 99.9));
    }

    @Test
    void holdsThePercentileOfAllDeliveriesTogether() {
        List<List<Cluster>> trials = trials(4, 100);
        Histogram all = merged(trials.stream().flatMap(List::stream).toList());

        for (double percentile : new double[] {50, 90, 99}) {
            assertThat(only(trials, percentile).holds((double) all.getValueAtPercentile(percentile)))
                    .isTrue();
        }
    }

    /** Ends are rounded outwards to two digits, so that a figure of three digits lies within. */
    @Test
    void ofASingleValueItIsItsBucket() {
        Interval interval = only(List.of(Clusters.of(5.001, 5.001, 5.001)), 50);

        assertThat(interval.low()).isLessThanOrEqualTo(5_001_000);
        assertThat(interval.high()).isGreaterThanOrEqualTo(5_001_000);
        assertThat(width(interval)).isLessThan(0.01 * 5_001_000);
    }

    /** All of a larger cluster's deliveries count: nine in ten are at 1 ms. */
    @Test
    void clustersWeighAsManyAsTheirDeliveries() {
        Histogram many = new Histogram(3);
        many.recordValueWithCount(1_000_000, 9_000);
        List<Cluster> trial = new ArrayList<>(Clusters.of(7, 7, 7, 7, 7, 7, 7, 7, 7, 7));
        for (int i = 0; i < 10; i++) {
            trial.add(new Cluster(i, many));
        }

        assertThat(millis(only(List.of(trial), 50).high())).isLessThan(1.1);
        assertThat(millis(only(List.of(trial), 99.9).low())).isGreaterThan(6.9);
    }

    @Test
    void trialsWithoutAnEventAreLeftOut() {
        List<List<Cluster>> trials = trials(2, 20);

        assertThat(PercentileInterval.of(List.of(List.of(), trials.get(0), List.of(), trials.get(1)), 50))
                .isEqualTo(PercentileInterval.of(trials, 50));
        assertThat(PercentileInterval.of(List.of(List.of()), 50)).isEmpty();
        assertThat(PercentileInterval.of(List.of(), 50)).isEmpty();
    }

    @Test
    void aClusterHasADelivery() {
        assertThatThrownBy(() -> new Cluster(7, new Histogram(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("due at 7 ns");
    }

    /** Five trials of 512 clusters, as many as a cell may have. Takes a fraction of a second. */
    @Test
    void canBeOfAllClustersOfACell() {
        List<List<Cluster>> trials = Stream.generate(() -> Clusters.simulated(new Random(7), 512, 200))
                .limit(5)
                .toList();

        assertThat(PercentileInterval.of(trials, 50, 90, 99, 99.9)).hasSize(4);
    }

    private interface Simulation {
        List<List<Cluster>> trials(Random random);
    }

    private static double coverage(double percentile, double deviations, Simulation simulation) {
        double truth = Clusters.simulatedNanos(deviations);
        int holds = 0;
        for (int seed = 0; seed < REPETITIONS; seed++) {
            holds += only(simulation.trials(new Random(seed)), percentile).holds(truth) ? 1 : 0;
        }
        return (double) holds / REPETITIONS;
    }

    private static List<List<Cluster>> trials(int trials, int events) {
        Random random = new Random(3);
        return Stream.generate(() -> Clusters.simulated(random, events, 100))
                .limit(trials)
                .toList();
    }

    /** Order statistics around the median whose ranks are 1.96 standard deviations of a binomial away. */
    private static Interval ofIndependent(List<Cluster> trial) {
        Histogram all = merged(trial);
        double points = 100 * 1.96 * 0.5 / Math.sqrt((double) all.getTotalCount());
        return new Interval(all.getValueAtPercentile(50 - points), all.getValueAtPercentile(50 + points));
    }

    private static Histogram merged(List<Cluster> clusters) {
        Histogram all = new Histogram(3);
        clusters.forEach(cluster -> all.add(cluster.latency()));
        return all;
    }

    private static Interval only(List<List<Cluster>> trials, double percentile) {
        return PercentileInterval.of(trials, percentile).get(0);
    }

    private static double width(Interval interval) {
        return interval.high() - interval.low();
    }

    private static double millis(double nanos) {
        return nanos / Clusters.NANOS_PER_MILLI;
    }
}
