package dev.pushbench.bench.input;

import java.time.Duration;

/** Durations of the user, within their bounds. */
public final class Times {
    private Times() {}

    /** A duration from {@code least} to {@code most}. */
    public static Duration within(String where, String text, Duration least, Duration most) {
        Duration time = DurationText.parse(text)
                .orElseThrow(() -> new UsageError(where, "not a duration", text, DurationText.FORM));
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw new UsageError(
                    where,
                    time.compareTo(least) < 0 ? "too short" : "too long",
                    text,
                    least.toMillis() + "ms to " + most.toSeconds() + "s");
        }
        return time;
    }
}
