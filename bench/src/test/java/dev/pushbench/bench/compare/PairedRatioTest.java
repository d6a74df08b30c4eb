package dev.pushbench.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.hipparchus.stat.inference.WilcoxonSignedRankTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PairedRatioTest {
    private static final double TAIL = PairedRatio.USUAL_TAIL;

    /** As printed in tables of the signed-rank test. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "1,  0.025, -",
                "5,  0.025, -",
                "6,  0.025, 0",
                "7,  0.025, 2",
                "8,  0.025, 3",
                "9,  0.025, 5",
                "10, 0.025, 8",
                "12, 0.025, 13",
                "15, 0.025, 25",
                "20, 0.025, 52",
                "25, 0.025, 89",
                "30, 0.025, 137",
                "50, 0.025, 434",
                "4,  0.05,  -",
                "5,  0.05,  0",
                "10, 0.05,  10",
                "7,  0.005, -",
                "8,  0.005, 0",
                "10, 0.005, 3",
                "12, 0.005, 7",
                "20, 0.005, 37"
            })
    void tailsOfTheSignedRankAreThoseOfTheTables(int size, double tail, @Nullable Integer critical) {
        OptionalInt expected = critical == null ? OptionalInt.empty() : OptionalInt.of(critical);

        assertThat(SignedRank.criticalValue(size, tail)).isEqualTo(expected);
        assertThat(size < PairedRatio.leastPairs(tail)).isEqualTo(expected.isEmpty());
    }

    /**
     * Depression scale factors of nine patients before and after a tranquilizer, Hollander and Wolfe, <i>Nonparametric Statistical
     * Methods</i>: an estimate of −0.46 and a 96.1 % interval from −0.786 to −0.010 for the shift. Here as powers of e.
     */
    @Test
    void anExampleFromTheTextbookComesOutAsInTheTextbook() {
        double[] before = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
        double[] after = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
        List<Pairs.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < before.length; i++) {
            pairs.add(new Pairs.Pair(Math.exp(before[i]), Math.exp(after[i])));
        }

        PairedRatio paired = PairedRatio.of(new Pairs(pairs), TAIL).orElseThrow();

        assertThat(paired.pairs()).isEqualTo(9);
        assertThat(Math.log(paired.ratio())).isEqualTo(-0.46, within(1e-9));
        Interval interval = paired.interval().orElseThrow();
        assertThat(Math.log(interval.low())).isEqualTo(-0.786, within(1e-9));
        assertThat(Math.log(interval.high())).isEqualTo(-0.010, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // base, head, ratio, low, high
                "10 10 10 10 10 10 | 12 12 12 12 12 12 | 1.2   | 1.2   | 1.2",
                "10 20 30 40 50 60 | 20 40 60 80 100 120 | 2   | 2     | 2",
                "10 10 10 10 10 10 | 10 10 10 10 10 10 | 1     | 1     | 1",
                "0 0 0 0 0 0       | 0 0 0 0 0 0       | 1     | 1     | 1",
                "0 1 1 1 1 1       | 0 2 2 2 2 2       | 2     | 1     | 2",
                "1 1 1 1 1 1       | 1 2 4 8 16 32     | 5.657 | 1     | 32",
                "1 1 1 1 1 1 1     | 1 1 1 1 1 1 999   | 1     | 1     | 31.607",
                "10 10 10 10 10    | 20 20 20 20 20    | 2     | -     | -",
                "10                | 11                | 1.1   | -     | -",
                "0                 | 0                 | 1     | -     | -",
                "0 1               | 1 1               | -     | -     | -",
                "1 1               | 0 1               | -     | -     | -",
                "1 1               | -1 1              | -     | -     | -",
                "-1                | -1                | -     | -     | -"
            })
    void ratiosArePairByPair(
            String base, String head, @Nullable Double ratio, @Nullable Double low, @Nullable Double high) {
        PairedRatio paired = PairedRatio.of(pairs(base, head), TAIL).orElse(null);

        assertThat(paired == null ? null : rounded(paired.ratio())).isEqualTo(ratio);
        Interval interval = paired == null ? null : paired.interval().orElse(null);
        assertThat(interval == null ? null : rounded(interval.low())).isEqualTo(low);
        assertThat(interval == null ? null : rounded(interval.high())).isEqualTo(high);
    }

    @Test
    void withoutPairsThereIsNoRatio() {
        assertThat(PairedRatio.of(new Pairs(List.of()), TAIL)).isEmpty();
    }

    @Test
    void whatIsNoNumberIsNoPair() {
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Pairs.Pair(1, wrong))
                    .withMessageContaining("1.0 and " + wrong);
            assertThatIllegalArgumentException().isThrownBy(() -> new Pairs.Pair(wrong, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 0.5, 1, Double.NaN})
    void aTailIsMoreThanNothingAndLessThanHalf(double tail) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedRatio.of(pairs("1", "2"), tail))
                .withMessageContaining(Double.toString(tail));
    }

    @Test
    void aNarrowerTailTakesMorePairsAndGivesAWiderInterval() {
        Pairs pairs = pairs("1 1 1 1 1 1 1 1 1", "1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.8 1.9");

        Interval usual =
                PairedRatio.of(pairs, TAIL).flatMap(PairedRatio::interval).orElseThrow();
        Interval sure =
                PairedRatio.of(pairs, 0.005).flatMap(PairedRatio::interval).orElseThrow();

        assertThat(PairedRatio.leastPairs(TAIL)).isEqualTo(6);
        assertThat(PairedRatio.leastPairs(0.0125)).isEqualTo(7);
        assertThat(sure.low()).isLessThan(usual.low());
        assertThat(sure.high()).isGreaterThan(usual.high());
    }

    @Test
    void ratiosTurnOverWhenTheSidesDo() {
        PairedRatio paired =
                PairedRatio.of(pairs("1 2 3 4 5 6 7", "2 3 5 7 11 13 17"), TAIL).orElseThrow();
        PairedRatio turned =
                PairedRatio.of(pairs("2 3 5 7 11 13 17", "1 2 3 4 5 6 7"), TAIL).orElseThrow();

        assertThat(turned.ratio()).isEqualTo(1 / paired.ratio(), within(1e-12));
        assertThat(turned.interval().orElseThrow().low())
                .isEqualTo(1 / paired.interval().orElseThrow().high(), within(1e-12));
    }

    /** An interval and a test that belong together say the same: 1 is outside exactly where the test rejects. That test tries all signs: few pairs. */
    @Test
    void intervalsSayWhatAnIndependentTestSays() {
        Random random = new Random(4);
        int rejected = 0;
        for (int round = 0; round < 300; round++) {
            int size = 6 + round % 9;
            double[] base = random.doubles(size, 1, 2).toArray();
            double[] head = Arrays.stream(base)
                    .map(figure -> figure * Math.exp(0.2 * random.nextGaussian() + 0.1))
                    .toArray();
            List<Pairs.Pair> pairs = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                pairs.add(new Pairs.Pair(base[i], head[i]));
            }
            double[] logsOfBase = Arrays.stream(base).map(Math::log).toArray();
            double[] logsOfHead = Arrays.stream(head).map(Math::log).toArray();

            double significance = new WilcoxonSignedRankTest().wilcoxonSignedRankTest(logsOfBase, logsOfHead, true);
            Interval interval = PairedRatio.of(new Pairs(pairs), TAIL)
                    .flatMap(PairedRatio::interval)
                    .orElseThrow();

            assertThat(interval.holds(1))
                    .as("round %d of %d pairs", round, size)
                    .isEqualTo(significance > 2 * TAIL);
            rejected += interval.holds(1) ? 0 : 1;
        }
        assertThat(rejected).isBetween(60, 240);
    }

    private static Pairs pairs(String base, String head) {
        String[] bases = base.split(" ", -1);
        String[] heads = head.split(" ", -1);
        List<Pairs.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < bases.length; i++) {
            pairs.add(new Pairs.Pair(Double.parseDouble(bases[i]), Double.parseDouble(heads[i])));
        }
        return new Pairs(pairs);
    }

    private static double rounded(double figure) {
        return Math.round(figure * 1_000) / 1_000.0;
    }
}
