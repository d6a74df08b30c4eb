package dev.pushbench.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SampleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7           | 7   | false",
                "3 1 2       | 2   | false",
                "4 1 3 2     | 2.5 | false",
                "-1 -5       | -3  | false",
                "2 2         | 2   | true",
                "2 2 2.0001  | 2   | false"
            })
    void theMedianIsInTheMiddle(String values, double median, boolean agrees) {
        assertThat(sample(values).median()).isEqualTo(median);
        assertThat(sample(values).agrees()).isEqualTo(agrees);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "1 Infinity"})
    void onlyNumbersMakeASample(String values) {
        assertThatIllegalArgumentException().isThrownBy(() -> sample(values)).withMessageContaining("[");
    }

    @Test
    void ofNothingThereIsNoSample() {
        assertThat(Sample.of(List.of())).isEmpty();
        assertThat(Sample.of(List.of(2.0, 1.0))).contains(new Sample(List.of(1.0, 2.0)));
    }

    static Sample sample(String values) {
        return new Sample(Arrays.stream(values.split(" +"))
                .filter(value -> !value.isEmpty())
                .map(Double::valueOf)
                .toList());
    }
}
