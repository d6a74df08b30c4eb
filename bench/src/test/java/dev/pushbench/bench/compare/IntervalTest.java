package dev.pushbench.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IntervalTest {
    @ParameterizedTest
    @CsvSource({"0.99, false", "1, true", "1.5, true", "2, true", "2.01, false", "NaN, false"})
    void bothEndsAreWithin(double value, boolean isWithin) {
        assertThat(new Interval(1, 2).holds(value)).isEqualTo(isWithin);
    }

    @Test
    void anEndBeforeTheBeginningIsNone() {
        assertThat(new Interval(1, 1).holds(1)).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Interval(2, 1))
                .withMessageContaining("2.0 to 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(Double.NaN, 1));
    }
}
