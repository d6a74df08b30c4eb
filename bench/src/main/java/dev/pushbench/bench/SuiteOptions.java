package dev.pushbench.bench;

import dev.pushbench.bench.input.Place;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.scenario.ResolvedSuite;
import dev.pushbench.bench.scenario.Setting;
import dev.pushbench.bench.scenario.Settings;
import dev.pushbench.bench.scenario.SuiteKey;
import dev.pushbench.bench.scenario.Suites;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of {@code run} that say what is measured: a suite, and what is to differ from it.
 *
 * <p>Texts, because every mistake is to be told in the same form, and because only a text shows what was given. An option
 * that is not given is empty, so that the suite decides.
 */
final class SuiteOptions {
    @Option(
            names = "--suite",
            paramLabel = "<name|file>",
            description = "What to measure: a suite of the list command, or a YAML file (docs/suites.md). The options"
                    + " below, to --set, override it. Default: ${DEFAULT-VALUE}.")
    private String suite = "default";

    @Option(
            names = "--techniques",
            paramLabel = "<list>",
            description = "Techniques to compare, separated by commas; see the list command.")
    private Optional<String> techniques = Optional.empty();

    @Mixin
    private final LoadOptions load = new LoadOptions();

    @Option(names = "--poll-interval", paramLabel = "<list>", description = "From one poll of a user to its next.")
    private Optional<String> pollInterval = Optional.empty();

    @Option(names = "--long-poll-wait", paramLabel = "<list>", description = "Longest time a long poll is parked.")
    private Optional<String> longPollWait = Optional.empty();

    @Option(
            names = "--headers",
            paramLabel = "<list>",
            description = "Headers that users send with every request: minimal, browser (some 800 bytes, as a browser"
                    + " with a session cookie), or a file with a header on each line.")
    private Optional<String> headers = Optional.empty();

    @Option(
            names = "--keep-alive",
            paramLabel = "<list>",
            description = "Whether a connection serves more than one poll, of either kind: true or false.")
    private Optional<String> keepAlive = Optional.empty();

    @Option(
            names = "--link",
            paramLabel = "<list>",
            description = "Network between users and server: none, lan, wifi, 4g, intercontinental, or one of your own,"
                    + " like rtt=80ms,bandwidth=10mbit,jitter=5ms,drop-connection=0.001 (docs/link.md). Default: none.")
    private Optional<String> link = Optional.empty();

    @Option(
            names = "--idle",
            paramLabel = "<time>",
            description = "Time with users and without events, whose bytes are counted.")
    private Optional<String> idle = Optional.empty();

    @Mixin
    private final SceneOptions scene = new SceneOptions();

    @Mixin
    private final TlsRunOptions tls = new TlsRunOptions();

    @Mixin
    private final ServingOptions serving = new ServingOptions();

    @Mixin
    private final SearchOptions search = new SearchOptions();

    @Option(
            names = "--forks",
            paramLabel = "<n>",
            description = "How often each cell is measured: all cells once, then all a second time, and so on.")
    private Optional<String> forks = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "<n>",
            description = "Shuffles the cells of each round, the same seed always in the same way; none leaves them in"
                    + " their order.")
    private Optional<String> seed = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "<key=value>",
            description = "Any key of a suite's file, like users=10,20. May be repeated.")
    private List<String> assignments = new ArrayList<>();

    /** @throws UsageError where anything is not allowed */
    ResolvedSuite resolved() {
        return Suites.resolved(suite, overrides());
    }

    /**
     * The same where the server speaks TLS, so that it is spoken unless it was said which.
     *
     * @throws UsageError where anything is not allowed
     */
    ResolvedSuite resolvedForTls() {
        ResolvedSuite asked = resolved();
        boolean isPlain = asked.suite().trials().stream()
                .allMatch(trial -> trial.cell().tls().isEmpty());
        Map<SuiteKey, Setting> overrides = new EnumMap<>(SuiteKey.class);
        overrides.putAll(overrides().byKey());
        overrides.putAll(Settings.ofOptions(Map.of(SuiteKey.TLS, Optional.of(TlsRunOptions.USUAL)))
                .byKey());
        return isPlain ? Suites.resolved(suite, new Settings(overrides)) : asked;
    }

    private Settings overrides() {
        Map<SuiteKey, Setting> overrides = new EnumMap<>(SuiteKey.class);
        overrides.putAll(Settings.ofOptions(load.texts()).byKey());
        overrides.putAll(Settings.ofOptions(texts()).byKey());
        overrides.putAll(Settings.ofOptions(scene.texts()).byKey());
        overrides.putAll(Settings.ofOptions(tls.texts()).byKey());
        overrides.putAll(Settings.ofOptions(serving.texts()).byKey());
        overrides.putAll(Settings.ofOptions(search.texts()).byKey());
        assignments.forEach(assignment -> assign(overrides, assignment));
        return new Settings(overrides);
    }

    private Map<SuiteKey, Optional<String>> texts() {
        return Map.of(
                SuiteKey.TECHNIQUES, techniques,
                SuiteKey.POLL_INTERVAL, pollInterval,
                SuiteKey.LONG_POLL_WAIT, longPollWait,
                SuiteKey.HEADERS, headers,
                SuiteKey.KEEP_ALIVE, keepAlive,
                SuiteKey.IDLE, idle,
                SuiteKey.LINK, link,
                SuiteKey.FORKS, forks,
                SuiteKey.SEED, seed);
    }

    private static void assign(Map<SuiteKey, Setting> overrides, String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 0) {
            throw new UsageError("--set", "not an assignment", assignment, "key=value, like users=10,20");
        }
        Place place = Place.option("--set " + assignment.substring(0, equals));
        SuiteKey key = SuiteKey.withId(place.words(), assignment.substring(0, equals));
        Setting setting = Setting.of(key, place, assignment.substring(equals + 1));
        Setting before = overrides.put(key, setting);
        if (before != null) {
            throw new UsageError(
                    place.words(),
                    "given twice, allowed: once; it is set by " + before.place().words() + " already");
        }
    }
}
