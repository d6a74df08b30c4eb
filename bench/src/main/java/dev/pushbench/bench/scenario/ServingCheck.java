package dev.pushbench.bench.scenario;

import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.server.ServerOptions;
import java.time.Duration;

/** What was written of how a server pushes, held to what is allowed. Every method throws {@link UsageError}. */
final class ServingCheck {
    private static final String NOTHING = "0";

    private ServingCheck() {}

    /** Zero for never. */
    static Duration heartbeat(String where, String text) {
        return text.equals(SuiteCheck.NONE)
                ? Duration.ZERO
                : wholeMillis(
                        where,
                        text,
                        ServerOptions.LEAST_HEARTBEAT,
                        ServerOptions.LONGEST_HEARTBEAT,
                        "10ms to 1h, or " + SuiteCheck.NONE);
    }

    /** Zero for not at all. */
    static Duration coalescing(String where, String text) {
        return text.equals(NOTHING)
                ? Duration.ZERO
                : wholeMillis(where, text, Duration.ZERO, ServerOptions.LONGEST_COALESCING, "0 to 1s");
    }

    private static Duration wholeMillis(String where, String text, Duration least, Duration most, String allowed) {
        Duration time = DurationText.parse(text)
                .orElseThrow(() -> new UsageError(where, "not a duration", text, allowed + ", like 20ms"));
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw new UsageError(where, time.compareTo(least) < 0 ? "too short" : "too long", text, allowed);
        }
        if (!time.equals(Duration.ofMillis(time.toMillis()))) {
            throw new UsageError(where, "not whole milliseconds", text, allowed);
        }
        return time;
    }
}
