package dev.pushbench.bench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScaleTest {
    @ParameterizedTest
    @CsvSource({
        "0.3 7,         0 2 4 6 8",
        "331 169,       0 100 200 300 400",
        "0,             0 0.2 0.4 0.6 0.8 1",
        "1000000,       0 200000 400000 600000 800000 1000000",
        "NaN 3,         0 1 2 3"
    })
    void linearTicksAreRoundAndHoldTheValues(String values, String ticks) {
        assertThat(Scale.Linear.fromZero(numbers(values)).ticks())
                .usingComparatorForType((one, other) -> Math.abs(one - other) < 1e-9 ? 0 : 1, Double.class)
                .containsExactlyElementsOf(numbers(ticks).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "3 45,          2 5 10 20 50",
        "400 500000,    1000 10000 100000",
        "0 7 80,        0 5 10 20 50 100",
        "5000 5000,     2000 5000 10000",
        "0,             0 0.5 1 2"
    })
    void logarithmicTicksAreRoundAndHoldTheValues(String values, String ticks) {
        assertThat(Scale.Logarithmic.of(numbers(values)).ticks())
                .usingComparatorForType((one, other) -> Math.abs(one - other) < 1e-9 ? 0 : 1, Double.class)
                .containsExactlyElementsOf(numbers(ticks).boxed().toList());
    }

    @Test
    void aFactorOfTenIsTheSameDistanceEverywhere() {
        Scale scale = Scale.Logarithmic.between(1, 1000);

        assertThat(scale.share(10)).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(scale.share(100)).isCloseTo(2.0 / 3, within(1e-9));
    }

    @Test
    void nothingIsDrawnBeyondTheEnds() {
        assertThat(Scale.Logarithmic.between(1, 10).share(100)).isEqualTo(1);
        assertThat(Scale.Logarithmic.of(DoubleStream.of(0, 5)).share(0)).isEqualTo(0);
        assertThat(new Scale.Linear(0, 10).share(-3)).isEqualTo(0);
    }

    @Test
    void anAxisWithoutRoomIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Scale.Linear(3, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> Scale.Logarithmic.between(0, 3));
    }

    private static DoubleStream numbers(String words) {
        return Arrays.stream(words.split(" ", -1)).mapToDouble(Double::parseDouble);
    }
}
