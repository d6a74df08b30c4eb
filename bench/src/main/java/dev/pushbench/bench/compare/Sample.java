package dev.pushbench.bench.compare;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The figures of some trials of a cell, all of the same metric.
 *
 * @param values at least one, none of them infinite or not a number; kept from the smallest to the largest
 */
public record Sample(List<Double> values) {
    public Sample {
        values = values.stream().sorted().toList();
        if (values.isEmpty() || !values.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("a sample must be of numbers, and at least one: " + values);
        }
    }

    /** The sample, unless there is nothing to make it of. */
    public static Optional<Sample> of(Collection<Double> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(new Sample(List.copyOf(values)));
    }

    public int size() {
        return values.size();
    }

    /** The value in the middle, or halfway between the two in the middle. */
    public double median() {
        return (values.get((size() - 1) / 2) + values.get(size() / 2)) / 2;
    }

    /** Whether more than one trial was asked, and all gave the same figure. */
    public boolean agrees() {
        return size() > 1 && values.get(0).equals(values.get(size() - 1));
    }
}
