package dev.pushbench.bench.claim;

import dev.pushbench.bench.compare.Interval;
import java.util.Optional;

/**
 * A figure that a verdict rests on.
 *
 * @param name what it is of
 * @param unit {@code us}, {@code bytes}, {@code kib}, {@code share}, {@code ratio}, {@code count}
 * @param low of the interval with a confidence of 95 %; empty with too few trials
 * @param high likewise
 */
public record Measure(String name, String unit, double value, Optional<Double> low, Optional<Double> high, int trials) {
    static Measure of(String name, String unit, Amount amount) {
        return new Measure(
                name,
                unit,
                amount.value(),
                amount.interval().map(Interval::low),
                amount.interval().map(Interval::high),
                amount.trials());
    }

    /** What is known without an interval: counted, or checked. */
    static Measure of(String name, String unit, double value) {
        return new Measure(name, unit, value, Optional.empty(), Optional.empty(), 1);
    }

    /** The figure in words, with its interval where there is one. */
    public String words() {
        return Words.of(unit, value)
                + low.flatMap(from -> high.map(to -> " (" + Words.of(unit, from) + " to " + Words.of(unit, to) + ")"))
                        .orElse("");
    }
}
