package dev.pushbench.bench.ab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LookTest {
    @ParameterizedTest
    @CsvSource({"8, 7", "10, 7", "12, 8", "20, 14", "100, 70"})
    void anEarlyLookIsAtSevenTenthsAndAtNoLessThanSeven(int pairs, int early) {
        assertThat(Look.of(pairs)).extracting(Look::pairs).containsExactly(early, pairs);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7})
    void fewPairsAreLookedAtOnce(int pairs) {
        assertThat(Look.of(pairs)).isEqualTo(List.of(new Look(pairs, Look.WHOLE_TAIL)));
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 8, 10, 20, 100})
    void allLooksTogetherCostNoMoreThanOne(int pairs) {
        assertThat(Look.of(pairs).stream().mapToDouble(Look::tail).sum()).isCloseTo(0.025, within(1e-12));
    }

    @Test
    void sevenPairsThatAllAgreeAreEnoughForTheEarlyLook() {
        assertThat(Math.pow(0.5, 7)).isLessThan(Look.of(10).get(0).tail());
        assertThat(Math.pow(0.5, 6)).isGreaterThan(Look.of(10).get(0).tail());
    }
}
