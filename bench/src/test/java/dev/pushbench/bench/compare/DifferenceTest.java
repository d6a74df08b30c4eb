package dev.pushbench.bench.compare;

import static dev.pushbench.bench.compare.SampleTest.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DifferenceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // base, other, exact, says, ratio, low, high
                "10 11 12 13     | 20 22 24 26     | false | HIGHER         | 2.0   | 1.538 | 2.6",
                "20 22 24 26     | 10 11 12 13     | false | LOWER          | 0.5   | 0.385 | 0.65",
                "10 11 12 13     | 10 11 12 14     | false | NOT_TOLD_APART | 1.0   | 0.769 | 1.4",
                "10 11 12        | 20 22 24        | false | TOO_FEW        | 2.0   | -     | -",
                "10              | 20              | false | TOO_FEW        | 2.0   | -     | -",
                "10 10 10        | 20 20 20        | false | TOO_FEW        | 2.0   | -     | -",
                "10 10           | 20 20           | true  | HIGHER         | 2.0   | -     | -",
                "20 20           | 10 10           | true  | LOWER          | 0.5   | -     | -",
                "10 10           | 10 10           | true  | EQUAL          | 1.0   | -     | -",
                "0 0             | 0 0             | true  | EQUAL          | -     | -     | -",
                "0 0             | 1 1             | true  | HIGHER         | -     | -     | -",
                "10              | 20              | true  | TOO_FEW        | 2.0   | -     | -",
                "10 11           | 20 20           | true  | TOO_FEW        | 1.907 | -     | -",
                "10 10 10 10.5   | 20 20 20 20.5   | true  | HIGHER         | 2.0   | 1.905 | 2.05",
                "0 1             | 2 3             | false | NO_RATIO       | -     | -     | -",
                "0 0             | 1 2             | true  | NO_RATIO       | -     | -     | -"
            })
    void nothingIsCalledDifferentWithoutProof(
            String base,
            String other,
            boolean isExact,
            Difference.Kind kind,
            @Nullable Double ratio,
            @Nullable Double low,
            @Nullable Double high) {
        Difference difference = Difference.of(sample(base), sample(other), isExact);

        assertThat(difference.kind()).isEqualTo(kind);
        assertNear(difference.ratio(), ratio);
        assertNear(difference.interval().map(Interval::low), low);
        assertNear(difference.interval().map(Interval::high), high);
    }

    private static void assertNear(Optional<Double> figure, @Nullable Double expected) {
        if (expected == null) {
            assertThat(figure).isEmpty();
        } else {
            assertThat(figure).hasValueSatisfying(found -> assertThat(found).isEqualTo(expected, within(6e-4)));
        }
    }
}
