package dev.pushbench.bench.report;

import dev.pushbench.bench.result.FigureColumns;
import java.util.Set;
import java.util.regex.Pattern;

/** What kind of thing a column of the summary holds. */
final class SummaryColumns {
    private static final Set<String> TEXTS = Set.of(
            "cell",
            "scenario",
            "technique",
            "headers",
            "keep_alive",
            "tls",
            "tls_version",
            "tls_resumption",
            "validity",
            "causes");

    /** What is neither asked for of a cell nor measured. */
    private static final Set<String> NUMBERS_OF_TRIALS = Set.of("fork", "trial");

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");

    private SummaryColumns() {}

    static boolean isNumber(String column, String text) {
        return !TEXTS.contains(column) && NUMBER.matcher(text).matches();
    }

    /** Whether it is a number that was measured. */
    static boolean isFigure(String column, String text) {
        boolean isAskedFor = FigureColumns.isSetting(column) || NUMBERS_OF_TRIALS.contains(column);
        return isNumber(column, text) && !isAskedFor;
    }
}
