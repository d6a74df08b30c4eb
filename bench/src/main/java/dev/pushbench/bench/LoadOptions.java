package dev.pushbench.bench;

import dev.pushbench.bench.host.FileLimit;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.protocol.Limits;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say how many users get how many events, for how long: the same wherever users are played. */
final class LoadOptions {
    static final Duration LEAST = Duration.ofMillis(1);

    /** When each event was sent is kept in memory, 8 bytes each: 400 MB of a generator's 1 GB. */
    private static final long MOST_EVENTS = 50_000_000;

    @Option(
            names = "--users",
            paramLabel = "<list>",
            description = "Numbers of users, separated by commas. Default: ${DEFAULT-VALUE}.")
    private String users = "100,1000";

    @Option(
            names = "--rate",
            paramLabel = "<n>",
            description = "Events published per second. Default: ${DEFAULT-VALUE}.")
    private String rate = "10";

    @Option(
            names = "--event-bytes",
            paramLabel = "<n>",
            description = "Length of an event's whole text. Default: ${DEFAULT-VALUE}.")
    private String eventBytes = Integer.toString(Limits.DEFAULT_EVENT_BYTES);

    @Option(
            names = "--warmup",
            paramLabel = "<time>",
            description = "Publishing before the measured window. Default: ${DEFAULT-VALUE}.")
    private String warmup = "2s";

    @Option(
            names = "--duration",
            paramLabel = "<time>",
            description = "Length of the measured window. Default: ${DEFAULT-VALUE}.")
    private String duration = "8s";

    /** @throws UsageError where the list is none, or has a number that is not allowed */
    List<Integer> users() {
        return OptionList.parse("--users", users, LoadOptions::userCount);
    }

    /** @throws UsageError where either is not allowed */
    LoadPlan.Publishing publishing() {
        return new LoadPlan.Publishing(
                Numbers.positive("--rate", rate, LoadPlan.Publishing.MOST_EVENTS_PER_SECOND),
                Numbers.whole("--event-bytes", eventBytes, Limits.LEAST_EVENT_BYTES, Limits.MOST_EVENT_BYTES));
    }

    /** @throws UsageError where it is none, or not allowed */
    Duration warmup() {
        return time("--warmup", warmup, Duration.ZERO, LoadPlan.Timing.LONGEST);
    }

    /** @throws UsageError where it is none, is not allowed, or has too few or too many events */
    Duration window() {
        Duration window = time("--duration", duration, LEAST, LoadPlan.Timing.LONGEST);
        if (eventsIn(window.plus(warmup())) > MOST_EVENTS) {
            throw new UsageError(
                    "--duration",
                    "too long for a rate of " + rate,
                    duration,
                    "at most " + MOST_EVENTS + " events, the warm-up's included");
        }
        if (eventsIn(window) < 1) {
            throw new UsageError(
                    "--duration",
                    "no event would be due in it",
                    duration,
                    "at least 1 / --rate, with a rate of " + rate);
        }
        return window;
    }

    private double eventsIn(Duration time) {
        return publishing().eventsPerSecond() * time.toNanos() / 1e9;
    }

    /** A time on the command line, within its bounds. */
    static Duration time(String option, String text, Duration least, Duration most) {
        Duration time = DurationText.parse(text)
                .orElseThrow(() -> new UsageError(option, "not a duration", text, DurationText.FORM));
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw new UsageError(
                    option,
                    time.compareTo(least) < 0 ? "too short" : "too long",
                    text,
                    least.toMillis() + "ms to " + most.toSeconds() + "s");
        }
        return time;
    }

    private static int userCount(String option, String text) {
        int most = (int) Math.min(FileLimit.mostUsers(), Integer.MAX_VALUE);
        String allowed = "1 to " + most + " (the limit of " + FileLimit.files() + " open files less "
                + FileLimit.RESERVED_FILES + "; ulimit -n raises it)";
        return Numbers.whole(option, text, 1, most, allowed);
    }
}
