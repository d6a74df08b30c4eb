package dev.pushbench.bench.claim;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Figures in sentences: two or three digits, in the unit that suits them. */
public final class Words {
    private static final MathContext THREE = new MathContext(3, RoundingMode.HALF_UP);

    private Words() {}

    /** In the unit of a {@link Measure}. */
    public static String of(String unit, double value) {
        return switch (unit) {
            case "us" -> micros(value);
            case "bytes" -> three(value) + " B";
            case "kib" -> three(value) + " KiB";
            case "share" -> three(value * 100) + " %";
            case "ratio" -> three(value) + " ×";
            default -> three(value);
        };
    }

    static String micros(double micros) {
        double size = Math.abs(micros);
        if (size < 1e3) {
            return three(micros) + " µs";
        }
        return size < 1e6 ? three(micros / 1e3) + " ms" : three(micros / 1e6) + " s";
    }

    /** {@code 0.5}, {@code 12.1}, {@code 1,250}. */
    static String three(double number) {
        BigDecimal rounded = new BigDecimal(number, THREE).stripTrailingZeros();
        int decimals = Math.max(0, rounded.scale());
        return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
    }

    /** {@code a, b and c}. */
    static String listed(List<String> words) {
        int last = words.size() - 1;
        return last <= 0
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }
}
