package dev.pushbench.bench.claim;

import dev.pushbench.bench.compare.Interval;
import dev.pushbench.bench.compare.MedianInterval;
import dev.pushbench.bench.compare.Sample;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * A figure, and how far off it may be.
 *
 * <p>With five trials or more the interval is that of {@link MedianInterval}, and what is computed of such figures has the ends that
 * theirs lead to. With fewer there is none, and a figure is told from a border only where it is beyond it by more than single
 * trials of one cell differ on a shared machine.
 *
 * @param value at least 0; the median of the trials
 * @param interval where it lies with a confidence of 95 %; empty with too few trials
 * @param trials that it is of, at least 1
 * @param slack by what factor it may be off either way where there is no interval, at least 1
 */
record Amount(double value, Optional<Interval> interval, int trials, double slack) {
    /** Of what does not depend on time: bytes, requests, connections. */
    static final double SLACK_OF_COUNTS = 1.005;

    /** Of times and costs: two that differ by a factor of two are told apart, as in the report. */
    static final double SLACK_OF_TIMES = Math.sqrt(2);

    /** The figures of some trials. */
    static Amount of(Sample sample, double slack) {
        return new Amount(sample.median(), MedianInterval.of(sample), sample.size(), slack);
    }

    double low() {
        return interval.map(Interval::low).orElse(value / slack);
    }

    double high() {
        return interval.map(Interval::high).orElse(value * slack);
    }

    /** Whether it is above that border, at least 0. */
    Told above(double border) {
        if (low() > border) {
            return Told.YES;
        }
        return high() <= border ? Told.NO : Told.UNSURE;
    }

    /** Whether it is below that border. */
    Told below(double border) {
        if (high() < border) {
            return Told.YES;
        }
        return low() >= border ? Told.NO : Told.UNSURE;
    }

    Amount times(double factor) {
        return map(each -> each * factor);
    }

    private Amount map(DoubleUnaryOperator change) {
        return new Amount(
                change.applyAsDouble(value),
                interval.map(each -> new Interval(change.applyAsDouble(each.low()), change.applyAsDouble(each.high()))),
                trials,
                slack);
    }

    Amount plus(Amount other) {
        return combined(
                other, value + other.value, low() + other.low(), high() + other.high(), Math.max(slack, other.slack));
    }

    /** By how much it is above the other; where it is not, nothing. */
    Amount excessOver(Amount other) {
        double difference = Math.max(0, value - other.value);
        double high = Math.max(difference, high() - other.low());
        return combined(
                other,
                difference,
                Math.max(0, low() - other.high()),
                high,
                difference > 0 ? high / difference : slack * other.slack);
    }

    /** How many times the other; the other is above 0. */
    Amount over(Amount other) {
        return combined(other, value / other.value, low() / other.high(), high() / other.low(), slack * other.slack);
    }

    /** Told from an interval on each side, or with the slack of both. */
    private Amount combined(Amount other, double result, double low, double high, double slackOfBoth) {
        Optional<Interval> ends = interval.isPresent() && other.interval.isPresent()
                ? Optional.of(new Interval(low, high))
                : Optional.empty();
        return new Amount(result, ends, Math.min(trials, other.trials), slackOfBoth);
    }
}
