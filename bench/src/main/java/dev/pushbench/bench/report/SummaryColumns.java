package dev.pushbench.bench.report;

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

    /** What was asked for, and not measured. */
    private static final Set<String> SETTINGS = Set.of(
            "users",
            "rate_per_s",
            "event_bytes",
            "poll_interval_ms",
            "long_poll_wait_ms",
            "heartbeat_ms",
            "coalesce_ms",
            "windows",
            "window_ms",
            "fork",
            "trial");

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");

    private SummaryColumns() {}

    static boolean isNumber(String column, String text) {
        return !TEXTS.contains(column) && NUMBER.matcher(text).matches();
    }

    /** Whether it is a number that was measured. */
    static boolean isFigure(String column, String text) {
        return isNumber(column, text) && !SETTINGS.contains(column);
    }
}
