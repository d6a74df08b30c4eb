package dev.pushbench.bench.scale;

import java.util.Locale;
import java.util.Optional;

/**
 * An aim, and what came of it.
 *
 * @param what is aimed at, for people
 * @param limit what the measured value may be at most
 * @param unit of both; begins with a space where it is a word
 * @param measured empty where it was not
 * @param remark how the value came about, or why there is none
 */
public record Target(String what, double limit, String unit, Optional<Double> measured, String remark) {
    /** Whether it was met; empty where nothing was measured. */
    public Optional<Boolean> met() {
        return measured.map(value -> value <= limit);
    }

    /** For example {@code ≤ 1.20 × floor}. */
    public String aim() {
        return "\u2264 " + number(limit) + unit;
    }

    /** The same of what was measured. */
    public Optional<String> found() {
        return measured.map(value -> number(value) + unit);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) >= 10
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
