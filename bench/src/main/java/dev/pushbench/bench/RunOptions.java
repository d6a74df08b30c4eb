package dev.pushbench.bench;

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
    private static final Duration LONGEST_POLL_INTERVAL = Duration.ofHours(1);

    @Option(
            names = "--techniques",
            paramLabel = "<list>",
            description = "Techniques to compare, separated by commas. Default: all, see the list command.")
    private String techniques = Technique.ids().replace(" ", "");

    @Mixin
    private final LoadOptions load = new LoadOptions();

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
            paramLabel = "<true|false>",
            description = "Whether a connection serves more than one poll, of either kind. Default: ${DEFAULT-VALUE}.")
    private String keepAlive = "true";

    @Option(
            names = "--idle",
            paramLabel = "<time>",
            description = "Time with users and without events, whose bytes are counted. Default: ${DEFAULT-VALUE}.")
    private String idle = "0s";

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
        return new Scenario(
                OptionList.parse("--techniques", techniques, RunOptions::technique),
                load.users(),
                load.publishing(),
                new LoadPlan.Reading(
                        LoadOptions.time("--poll-interval", pollInterval, LoadOptions.LEAST, LONGEST_POLL_INTERVAL),
                        LoadOptions.time("--long-poll-wait", longPollWait, LoadOptions.LEAST, Limits.LONGEST_WAIT)),
                new LoadPlan.Requests(headerProfile(), isKeptAlive()),
                new Phases(
                        LoadOptions.time("--idle", idle, Duration.ZERO, LoadPlan.Timing.LONGEST),
                        load.warmup(),
                        load.window()));
    }

    private boolean isKeptAlive() {
        if (!keepAlive.equals("true") && !keepAlive.equals("false")) {
            throw new UsageError("--keep-alive", "neither true nor false", keepAlive, "true or false");
        }
        return keepAlive.equals("true");
    }

    private HeaderProfile headerProfile() {
        return HeaderFile.profile(headers)
                .orElseThrow(() -> new UsageError(
                        "--headers", "no such profile or file", headers, "minimal, browser, or a readable file"));
    }

    private static Technique technique(String option, String text) {
        return Technique.withId(text)
                .orElseThrow(() -> new UsageError(option, "unknown technique", text, Technique.ids()));
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
