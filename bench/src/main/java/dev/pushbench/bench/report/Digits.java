package dev.pushbench.bench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** Measured numbers for people: three digits and the unit that suits them. */
final class Digits {
    /** What stands where nothing was measured. */
    static final String NONE = "–";

    private static final MathContext THREE = new MathContext(3, RoundingMode.HALF_UP);

    private Digits() {}

    /** {@code 0.0102}, {@code 5.24}, {@code 12.1}, {@code 80,000}. */
    static String three(double number) {
        if (number == 0 || !Double.isFinite(number)) {
            return number == 0 ? "0" : NONE;
        }
        BigDecimal rounded = new BigDecimal(number, THREE);
        if (rounded.abs().compareTo(BigDecimal.valueOf(0.0001)) < 0) {
            return String.format(Locale.ROOT, "%.1e", number);
        }
        int decimals = Math.max(0, 2 - (rounded.precision() - rounded.scale() - 1));
        return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
    }

    /** A count, in full: {@code 1,000}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** All digits: {@code 0.5}, {@code 1,000.1}. */
    static String exact(double number) {
        BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, exact.scale()) + "f", exact);
    }

    /** A name on an axis: as short as the number allows. */
    static String tick(double number) {
        if (number == 0) {
            return "0";
        }
        double size = Math.abs(number);
        if (size >= 1e9) {
            return plain(number / 1e9) + " G";
        }
        return size >= 1e6 ? plain(number / 1e6) + " M" : plain(number);
    }

    /** {@code 412 µs}, {@code 5.24 ms}, {@code 25.0 s}. */
    static String micros(double micros) {
        double size = Math.abs(micros);
        if (size < 1e3) {
            return three(micros) + " µs";
        }
        return size < 1e6 ? three(micros / 1e3) + " ms" : three(micros / 1e6) + " s";
    }

    /** The number alone, in the unit that the other one is told in. */
    static String microsLike(double micros, double other) {
        double size = Math.abs(other);
        return three(size < 1e3 ? micros : size < 1e6 ? micros / 1e3 : micros / 1e6);
    }

    /** The same on an axis: {@code 5 ms}. */
    static String microsTick(double micros) {
        if (micros < 1e3) {
            return plain(micros) + " µs";
        }
        return micros < 1e6 ? plain(micros / 1e3) + " ms" : plain(micros / 1e6) + " s";
    }

    /** On the wire, where a kilobyte is 1,000 bytes. */
    static String bytes(double bytes) {
        double size = Math.abs(bytes);
        if (size < 1e4) {
            return three(bytes) + " B";
        }
        if (size < 1e6) {
            return three(bytes / 1e3) + " kB";
        }
        return size < 1e9 ? three(bytes / 1e6) + " MB" : three(bytes / 1e9) + " GB";
    }

    /** In memory, where a step is 1,024. */
    static String memory(double bytes) {
        double kib = bytes / 1024;
        if (Math.abs(kib) < 1024) {
            return three(kib) + " KiB";
        }
        return Math.abs(kib) < 1024 * 1024 ? three(kib / 1024) + " MiB" : three(kib / 1024 / 1024) + " GiB";
    }

    static String percent(double share) {
        return three(share * 100) + " %";
    }

    /** The number as it is told; a dash where there is none. */
    static String or(OptionalDouble number, DoubleFunction<String> told) {
        return number.isPresent() ? told.apply(number.getAsDouble()) : NONE;
    }

    private static String plain(double number) {
        BigDecimal short6 = new BigDecimal(number, new MathContext(6)).stripTrailingZeros();
        return Math.abs(number) >= 1000
                ? String.format(Locale.ROOT, "%,d", Math.round(number))
                : short6.toPlainString();
    }
}
