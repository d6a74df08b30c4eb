package dev.pushbench.bench.host;

import java.util.Locale;

/** Amounts as people read them, the same in every locale. */
final class Amounts {
    private static final double GIBIBYTE = 1L << 30;

    private Amounts() {}

    /** {@code 19,800}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 22.8 GiB}. */
    static String memory(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
    }

    /** {@code 70.2 us}. */
    static String micros(long nanos) {
        return String.format(Locale.ROOT, "%,.1f us", nanos / 1e3);
    }

    /** {@code 0.03 %}. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", share * 100);
    }
}
