package dev.pushbench.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.hipparchus.stat.inference.MannWhitneyUTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RankSumTest {
    /** Critical values of the two-sided test at 1 %, as in Mann and Whitney's tables; there is none for four and four. */
    @ParameterizedTest
    @CsvSource({"4, 4, -1", "5, 5, 0", "8, 8, 7", "10, 10, 16", "8, 12, 15", "20, 20, 105"})
    void samplesDifferUpToTheCriticalValue(int size, int otherSize, int critical) {
        if (critical >= 0) {
            assertThat(RankSum.differ(sample(size, otherSize, critical), other(otherSize)))
                    .isTrue();
            assertThat(RankSum.differ(other(otherSize), sample(size, otherSize, critical)))
                    .isTrue();
        }
        assertThat(RankSum.differ(sample(size, otherSize, critical + 1), other(otherSize)))
                .isFalse();
    }

    @Test
    void equalSamplesDoNotDiffer() {
        assertThat(RankSum.differ(new double[30], new double[30])).isFalse();
    }

    /** Another implementation, where normal approximation and exact distribution agree. */
    @Test
    void differsWhereAnIndependentTestFindsLessThanOnePercent() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            double shift = i % 5 * 0.25;
            double[] sample = random.doubles(30).toArray();
            double[] other = random.doubles(30).map(value -> value + shift).toArray();
            double p = new MannWhitneyUTest().mannWhitneyUTest(sample, other);
            if (Math.abs(p - 0.01) > 0.001) {
                assertThat(RankSum.differ(sample, other)).isEqualTo(p < 0.01);
            }
        }
    }

    /** Values of which that many pairs with {@link #other} are the larger. */
    private static double[] sample(int size, int otherSize, int pairs) {
        double[] values = new double[size];
        int left = pairs;
        for (int i = 0; i < size; i++) {
            int larger = Math.min(left, otherSize);
            values[i] = larger + 0.5;
            left -= larger;
        }
        return values;
    }

    private static double[] other(int size) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = i + 1;
        }
        return values;
    }
}
