package dev.pushbench.bench;

import dev.pushbench.bench.host.FileLimit;
import dev.pushbench.bench.scenario.Phases;
import dev.pushbench.bench.scenario.Scenario;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.protocol.Limits;
import dev.pushbench.protocol.Technique;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of {@code run}, as texts, and what they mean.
 *
 * <p>Texts, because every mistake is to be told in the same form, and because only a text shows what was given.
 */
final class RunOptions {
    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration LONGEST_POLL_INTERVAL = Duration.ofHours(1);

    @Option(
            names = "--techniques",
            paramLabel = "<list>",
            description = "Techniques to compare, separated by commas. Default: all, see the list command.")
    private String techniques = Technique.ids().replace(" ", "");

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
            names = "--poll-interval",
            paramLabel = "<time>",
            description = "From one poll of a user to its next. Default: ${DEFAULT-VALUE}.")
    private String pollInterval = "500ms";

    @Option(
            names = "--long-poll-wait",
            paramLabel = "<time>",
            description = "Longest time a long poll is parked. Default: ${DEFAULT-VALUE}.")
    private String longPollWait = "25s";

    @Option(
            names = "--headers",
            paramLabel = "<profile>",
            description = "Headers that users send with every request: minimal, browser (some 800 bytes, as a browser"
                    + " with a session cookie), or a file with a header on each line. Default: ${DEFAULT-VALUE}.")
    private String headers = HeaderProfile.MINIMAL.name();

    @Option(
            names = "--keep-alive",
            arity = "1",
            paramLabel = "<true|false>",
            description = "Whether a connection serves more than one poll, of either kind. Default: ${DEFAULT-VALUE}.")
    private boolean keepAlive = true;

    @Option(
            names = "--idle",
            paramLabel = "<time>",
            description = "Time with users and without events, whose bytes are counted. Default: ${DEFAULT-VALUE}.")
    private String idle = "0s";

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

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            description = "Folder in which the run's directory is made. Default: ${DEFAULT-VALUE}.")
    private String out = "results";

    @Mixin
    private final ProcessOptions processes = new ProcessOptions();

    @Option(names = "--json", description = "Print the summary as JSON instead of a table.")
    private boolean json;

    /**
     * What was asked for, checked as a whole.
     *
     * @param scenario whose cells are measured
     * @param out that is, or can become, a folder
     * @param json whether the summary is printed as JSON
     */
    record Checked(Scenario scenario, Path out, ProcessOptions.Processes processes, boolean json) {}

    /** @throws UsageError where anything is not allowed; nothing has been started or written */
    Checked checked() throws InterruptedException {
        return new Checked(scenario(), outFolder(), processes.checked(), json);
    }

    private Scenario scenario() {
        Scenario scenario = new Scenario(
                OptionList.parse("--techniques", techniques, RunOptions::technique),
                OptionList.parse("--users", users, RunOptions::userCount),
                publishing(),
                new LoadPlan.Reading(
                        time("--poll-interval", pollInterval, LEAST, LONGEST_POLL_INTERVAL),
                        time("--long-poll-wait", longPollWait, LEAST, Limits.LONGEST_WAIT)),
                new LoadPlan.Requests(headerProfile(), keepAlive),
                new Phases(
                        time("--idle", idle, Duration.ZERO, LoadPlan.Timing.LONGEST),
                        time("--warmup", warmup, Duration.ZERO, LoadPlan.Timing.LONGEST),
                        time("--duration", duration, LEAST, LoadPlan.Timing.LONGEST)));
        double eventsInWindow = scenario.publishing().eventsPerSecond()
                * scenario.phases().window().toNanos()
                / 1e9;
        if (eventsInWindow < 1) {
            throw new UsageError(
                    "--duration",
                    "no event would be due in it",
                    duration,
                    "at least 1 / --rate, with a rate of " + rate);
        }
        return scenario;
    }

    private HeaderProfile headerProfile() {
        return HeaderFile.profile(headers)
                .orElseThrow(() -> new UsageError(
                        "--headers", "no such profile or file", headers, "minimal, browser, or a readable file"));
    }

    private LoadPlan.Publishing publishing() {
        return new LoadPlan.Publishing(
                Numbers.positive("--rate", rate, LoadPlan.Publishing.MOST_EVENTS_PER_SECOND),
                Numbers.whole("--event-bytes", eventBytes, Limits.LEAST_EVENT_BYTES, Limits.MOST_EVENT_BYTES));
    }

    private static Technique technique(String option, String text) {
        return Technique.withId(text)
                .orElseThrow(() -> new UsageError(option, "unknown technique", text, Technique.ids()));
    }

    private static int userCount(String option, String text) {
        int most = (int) Math.min(FileLimit.mostUsers(), Integer.MAX_VALUE);
        String allowed = "1 to " + most + " (the limit of " + FileLimit.files() + " open files less "
                + FileLimit.RESERVED_FILES + "; ulimit -n raises it)";
        return Numbers.whole(option, text, 1, most, allowed);
    }

    private static Duration time(String option, String text, Duration least, Duration most) {
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

    /** Only looks; the folder is made when the run starts. */
    private Path outFolder() {
        Path folder = Path.of(out).toAbsolutePath().normalize();
        Path existing = folder;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new UsageError("--out", existing + " is not a folder", out, "a folder that can be written to");
        }
        if (!Files.isWritable(existing)) {
            throw new UsageError("--out", existing + " cannot be written to", out, "a folder that can be written to");
        }
        return folder;
    }
}
