package dev.pushbench.bench.capacity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The loads that a search may step on: up by a factor until one is missed, then between the last that was met and the first that was missed.
 * Beside the ends, amounts have three digits.
 *
 * @param from the first step, above 0
 * @param factor from a step to the next, above 1
 * @param most no step is above it; at least {@code from}
 * @param resolution the share of the last met by which the first missed may be above it for the search to be over, above 0
 * @param isWhole whether there are no fractions: of a user there is no half
 */
public record Ladder(double from, double factor, double most, double resolution, boolean isWhole) {
    private static final int DIGITS = 3;
    private static final int MOST_BISECTIONS = 20;

    public Ladder {
        if (!(from > 0 && factor > 1 && most >= from && resolution > 0)) {
            throw new IllegalArgumentException(
                    "not a ladder: from " + from + " by " + factor + " to " + most + ", resolution " + resolution);
        }
    }

    /** All steps up, from the first to the most. */
    public List<Double> climb() {
        List<Double> steps = new ArrayList<>(List.of(from));
        for (OptionalDouble next = above(from); next.isPresent(); next = above(next.getAsDouble())) {
            steps.add(next.getAsDouble());
        }
        return List.copyOf(steps);
    }

    /** The step after one that was met; empty after the most. */
    OptionalDouble above(double met) {
        if (met >= most) {
            return OptionalDouble.empty();
        }
        double next = rounded(met * factor);
        return OptionalDouble.of(next <= met ? Math.min(met + 1, most) : Math.min(next, most));
    }

    /** The geometric middle; empty where the two are as near to each other as is asked for. */
    OptionalDouble between(double met, double missed) {
        double middle = rounded(Math.sqrt(met * missed));
        boolean isNear = missed <= met * (1 + resolution);
        return isNear || middle <= met || middle >= missed ? OptionalDouble.empty() : OptionalDouble.of(middle);
    }

    /** How often the gap of one factor is halved, at most: log₂(ln factor / ln (1 + resolution)). */
    int bisections() {
        double halvings = Math.log(Math.log(factor) / Math.log1p(resolution)) / Math.log(2);
        return (int) Math.min(MOST_BISECTIONS, Math.max(0, Math.ceil(halvings)));
    }

    /** In full, and no fraction where there is none. */
    public static String text(double amount) {
        BigDecimal exact = BigDecimal.valueOf(amount).stripTrailingZeros();
        return exact.toPlainString();
    }

    /** A share in words, like {@code 99.9 %}. */
    public static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }

    private double rounded(double amount) {
        BigDecimal rounded = new BigDecimal(amount, new MathContext(DIGITS, RoundingMode.HALF_UP));
        return isWhole ? rounded.setScale(0, RoundingMode.HALF_UP).doubleValue() : rounded.doubleValue();
    }
}
