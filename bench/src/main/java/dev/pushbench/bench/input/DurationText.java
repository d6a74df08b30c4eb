package dev.pushbench.bench.input;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write and read them: {@code 500ms}, {@code 2s}, {@code 1.5s}, {@code 1m}, {@code 1h}. */
public final class DurationText {
    public static final String FORM = "a number and ms, s, m or h, like 500ms or 1.5s";

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(-?\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)");

    private DurationText() {}

    /** The duration, to the nanosecond; empty where the text is not of the {@link #FORM}. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal millis = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unitMillis(matcher.group(2))));
        BigDecimal[] secondsAndMillis = millis.divideAndRemainder(BigDecimal.valueOf(1000));
        return Optional.of(Duration.ofSeconds(
                secondsAndMillis[0].longValue(),
                secondsAndMillis[1]
                        .movePointRight(6)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValue()));
    }

    /** As it is parsed: whole seconds in seconds, anything else in milliseconds. */
    public static String text(Duration duration) {
        boolean isWholeSeconds = duration.toNanos() % 1_000_000_000 == 0;
        return isWholeSeconds ? duration.toSeconds() + "s" : millis(duration).toPlainString() + "ms";
    }

    /** The number of milliseconds, exact: {@code 500}, {@code 1.5}. */
    public static BigDecimal millis(Duration duration) {
        BigDecimal millis = BigDecimal.valueOf(duration.toNanos(), 6).stripTrailingZeros();
        return millis.scale() < 0 ? millis.setScale(0) : millis;
    }

    /** A measured time with three digits and the unit that suits it: {@code 412 us}, {@code 1.23 ms}, {@code 25.0 s}. */
    public static String measured(long nanos) {
        if (nanos < 1_000_000) {
            return threeDigits(nanos / 1e3) + " us";
        }
        return nanos < 1_000_000_000 ? threeDigits(nanos / 1e6) + " ms" : threeDigits(nanos / 1e9) + " s";
    }

    /** A time to wait, in whole seconds: {@code 8 s}, {@code 2 min 5 s}. */
    public static String rough(Duration duration) {
        long seconds = duration.plusMillis(500).toSeconds();
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }

    private static long unitMillis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> throw new IllegalArgumentException("not a unit: " + unit);
        };
    }

    private static String threeDigits(double number) {
        int decimals = number < 9.995 ? 2 : number < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }
}
