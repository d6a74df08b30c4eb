package dev.pushbench.bench.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushbench.bench.compare.Sample;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class AmountTest {
    private static final double SLACK = Amount.SLACK_OF_TIMES;

    @Test
    void oneTrialHasNoIntervalAndIsToldFromABorderOnlyWhereItIsFarBeyond() {
        Amount one = amount(10);

        assertThat(one.interval()).isEmpty();
        assertThat(one.above(7)).isEqualTo(Told.YES);
        assertThat(one.above(8)).isEqualTo(Told.UNSURE);
        assertThat(one.above(14)).isEqualTo(Told.UNSURE);
        assertThat(one.above(15)).isEqualTo(Told.NO);
        assertThat(one.below(15)).isEqualTo(Told.YES);
        assertThat(one.below(7)).isEqualTo(Told.NO);
    }

    @Test
    void fiveTrialsHaveAnIntervalThatIsTakenWhole() {
        Amount five = amount(9, 10, 10, 10, 12);

        assertThat(five.interval()).isPresent();
        assertThat(five.low()).isEqualTo(9);
        assertThat(five.high()).isEqualTo(12);
        assertThat(five.above(8.9)).isEqualTo(Told.YES);
        assertThat(five.above(9.5)).isEqualTo(Told.UNSURE);
        assertThat(five.below(12.1)).isEqualTo(Told.YES);
    }

    @Test
    void twoTimesOfOneTrialEachAreToldApartFromAFactorOfTwo() {
        assertThat(amount(10).over(amount(5.1)).above(1)).isEqualTo(Told.UNSURE);
        assertThat(amount(10).over(amount(4.9)).above(1)).isEqualTo(Told.YES);
        assertThat(amount(4.9).over(amount(10)).below(1)).isEqualTo(Told.YES);
    }

    @Test
    void whatIsComputedOfIntervalsHasOne() {
        Amount ratio = amount(9, 10, 10, 10, 12).over(amount(2, 2, 2, 2, 3));

        assertThat(ratio.value()).isEqualTo(5);
        assertThat(ratio.low()).isEqualTo(3);
        assertThat(ratio.high()).isEqualTo(6);
        assertThat(ratio.trials()).isEqualTo(5);
        assertThat(amount(9, 10, 10, 10, 12).over(amount(2)).interval()).isEmpty();
    }

    @Test
    void anExcessIsNeverBelowNothingAndAsUnsureAsBoth() {
        Amount none = amount(4).excessOver(amount(5));
        Amount some = amount(20).excessOver(amount(5));

        assertThat(none.value()).isZero();
        assertThat(some.value()).isEqualTo(15);
        assertThat(some.high()).isCloseTo(20 * SLACK - 5 / SLACK, within(1e-9));
        assertThat(some.below(30)).isEqualTo(Told.YES);
        assertThat(some.below(20)).isEqualTo(Told.UNSURE);
    }

    private static Amount amount(double... trials) {
        return Amount.of(new Sample(Arrays.stream(trials).boxed().toList()), SLACK);
    }
}
