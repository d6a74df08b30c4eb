package dev.pushbench.bench.result;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalDouble;

/** Numbers with as many digits as they are told with. */
final class Rounding {
    private static final int RATIO_DIGITS = 4;

    private Rounding() {}

    /** @param denominator above 0 */
    static BigDecimal divided(long numerator, long denominator) {
        return BigDecimal.valueOf(numerator)
                .divide(BigDecimal.valueOf(denominator), RATIO_DIGITS, RoundingMode.HALF_UP);
    }

    /** The figure in another unit, which is so many of its own. */
    static Optional<Object> scaled(OptionalDouble figure, double unit, int digits) {
        return figure.isEmpty() ? Optional.empty() : Optional.of(decimal(figure.getAsDouble() / unit, digits));
    }

    static BigDecimal decimal(double figure, int digits) {
        return BigDecimal.valueOf(figure).setScale(digits, RoundingMode.HALF_UP);
    }

    static BigDecimal millis(long nanos) {
        return BigDecimal.valueOf(nanos, 6).setScale(1, RoundingMode.HALF_UP);
    }

    /** Tenths of a microsecond: finer than what three digits of a histogram tell. */
    static BigDecimal micros(long nanos) {
        return BigDecimal.valueOf(nanos, 3).setScale(1, RoundingMode.HALF_UP);
    }

    /** All digits, and no fraction where there is none. */
    static BigDecimal plain(double number) {
        BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }
}
