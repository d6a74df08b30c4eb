package dev.pushbench.bench.result;

import dev.pushbench.bench.input.UsageError;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A row of a file.
 *
 * @param where file and line, for messages
 * @param texts by the title of their column
 */
record CsvRow(String where, Map<String, String> texts) {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?(E-?\\d{1,3})?");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

    /** The text of a column that is there. */
    String text(String column) {
        String text = texts.get(column);
        if (text == null) {
            throw new IllegalArgumentException("no column " + column + " was asked for: " + texts.keySet());
        }
        return text;
    }

    /** @throws UsageError where it is anything else */
    long whole(String column) {
        if (!WHOLE.matcher(text(column)).matches()) {
            throw mistake(column, "not a whole number", "digits");
        }
        return Long.parseLong(text(column));
    }

    /** @throws UsageError where it is anything else, or more than an {@code int} counts */
    int count(String column) {
        long number = whole(column);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw mistake(column, "not a count", "0 to " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    /** @throws UsageError where it is anything else */
    double number(String column) {
        return optionalNumber(column).orElseThrow(() -> mistake(column, "not a number", "digits with a point"));
    }

    /** The same, where there may be none. */
    Optional<Double> optionalNumber(String column) {
        String text = text(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!NUMBER.matcher(text).matches()) {
            throw mistake(column, "not a number", "digits with a point");
        }
        Double number = Double.valueOf(text);
        if (number.isInfinite()) {
            throw mistake(column, "too large", "at most " + Double.MAX_VALUE);
        }
        return Optional.of(number);
    }

    UsageError mistake(String column, String problem, String allowed) {
        return new UsageError(where + ": " + column, problem, text(column), allowed);
    }
}
