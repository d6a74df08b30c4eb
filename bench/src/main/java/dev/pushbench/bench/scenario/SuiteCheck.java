package dev.pushbench.bench.scenario;

import dev.pushbench.bench.capacity.SearchPlan;
import dev.pushbench.bench.host.FileLimit;
import dev.pushbench.bench.host.Splitting;
import dev.pushbench.bench.input.HeaderFile;
import dev.pushbench.bench.input.Numbers;
import dev.pushbench.bench.input.Times;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.link.LinkText;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.pacing.Arrivals;
import dev.pushbench.protocol.Limits;
import dev.pushbench.protocol.Technique;
import dev.pushbench.protocol.TlsVersion;
import java.math.BigInteger;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What was written for a suite's keys, held to what is allowed.
 *
 * <p>The only such check: of files, of options, and of the defaults. Every method throws {@link UsageError}.
 */
final class SuiteCheck {
    /** For {@code seed}: no shuffling; for {@code tls}: plain. */
    static final String NONE = "none";

    /** Of a scenario's settings: as the scenario says. */
    static final String AUTO = "auto";

    /** When each event was due and sent is kept in memory, 16 bytes each: 400 MB of a generator's 1 GB. */
    private static final long MOST_EVENTS = 25_000_000;

    private static final int MOST_FORKS = 1000;
    private static final int MOST_WINDOWS = 1000;
    static final int MOST_TRIALS = 10_000;
    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration LONGEST_POLL_INTERVAL = Duration.ofHours(1);

    private final Settings settings;

    private SuiteCheck(Settings settings) {
        this.settings = settings;
    }

    /** @param settings with every key */
    static Suite checked(Settings settings) {
        return new SuiteCheck(settings).suite();
    }

    /** @param where the suite's name or file */
    static void requireFewTrials(String where, Suite suite) {
        if (hasTooManyTrials(suite)) {
            throw new UsageError(where, "too many trials", suite.trialCount(), "at most " + MOST_TRIALS);
        }
        Set<Cell> cells = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (Trial trial : suite.trials().subList(0, suite.trials().size() / suite.forks())) {
            boolean isNew = cells.add(trial.cell().withFullRooms()); // auto, and what it stands for
            if (!ids.add(trial.cell().id()) || !isNew) {
                throw new UsageError(
                        where, "two cells are the same", trial.cell().id(), "each once");
            }
        }
    }

    private static boolean hasTooManyTrials(Suite suite) {
        return suite.trialCount().compareTo(BigInteger.valueOf(MOST_TRIALS)) > 0;
    }

    private Suite suite() {
        String name = one(SuiteKey.SUITE, SuiteCheck::name);
        String description = one(SuiteKey.DESCRIPTION, (where, text) -> text);
        OptionalInt seed = one(SuiteKey.SEED, SuiteCheck::seed);
        Dimensions dimensions = dimensions();
        Phases phases = new Phases(
                one(SuiteKey.IDLE, time(Duration.ZERO, LoadPlan.Timing.LONGEST)),
                one(SuiteKey.WARMUP, time(Duration.ZERO, LoadPlan.Timing.LONGEST)),
                one(SuiteKey.WINDOW, time(LEAST, LoadPlan.Timing.LONGEST)),
                new LoadPlan.Windows(
                        one(SuiteKey.WARMUP_WINDOWS, count(0, MOST_WINDOWS)),
                        one(SuiteKey.WINDOWS, count(1, MOST_WINDOWS))));
        int forks = one(SuiteKey.FORKS, count(1, MOST_FORKS));
        requireRoomForEvents(phases);
        SceneCheck.requireFitting(settings, dimensions);
        ConductCheck.requireFitting(settings, dimensions);
        Optional<SearchPlan> search = SearchCheck.checked(settings, dimensions, phases, forks);
        Suite suite = new Suite(name, description, seed, dimensions, phases, forks, search);
        if (!hasTooManyTrials(suite)) {
            WindowCheck.requireEvents(settings, suite);
        }
        return suite;
    }

    private Dimensions dimensions() {
        Map<Axis, List<?>> byAxis = new EnumMap<>(Axis.class);
        for (Axis axis : Axis.values()) {
            byAxis.put(axis, values(axis));
        }
        return new Dimensions(byAxis);
    }

    private List<?> values(Axis axis) {
        SuiteKey key = axis.key();
        return switch (axis) {
            case TECHNIQUE -> each(key, SuiteCheck::technique);
            case USERS -> each(key, SuiteCheck::userCount);
            case RATE ->
                each(key, (where, text) -> Numbers.positive(where, text, LoadPlan.Publishing.MOST_EVENTS_PER_SECOND));
            case EVENT_BYTES -> each(key, count(Limits.LEAST_EVENT_BYTES, Limits.MOST_EVENT_BYTES));
            case POLL_INTERVAL -> each(key, time(LEAST, LONGEST_POLL_INTERVAL));
            case LONG_POLL_WAIT -> each(key, time(LEAST, Limits.LONGEST_WAIT));
            case HEADERS -> each(key, element -> HeaderFile.profile(element.place(), element.text()));
            case KEEP_ALIVE, TLS_RESUMPTION -> each(key, SuiteCheck::truth);
            case TLS -> each(key, SuiteCheck::tls);
            case SCENARIO -> each(key, SceneCheck::scenario);
            case USERS_PER_ROOM -> each(key, SceneCheck.countOrAuto(Integer.MAX_VALUE));
            case ARRIVALS -> each(key, SceneCheck::pattern);
            case FRAMES -> each(key, SceneCheck::frames);
            case SUBPROTOCOL -> each(key, SceneCheck::isOffered);
            case LINK -> each(key, (where, text) -> new Point.Network(LinkText.parse(where, text)));
            case BURST -> each(key, SceneCheck.countOrAuto(Arrivals.MOST_AT_ONCE));
            case POLL_PHASES -> each(key, ConductCheck::phases);
            case PAIR_GAP -> each(key, ConductCheck::gap);
            case CHURN -> each(key, ConductCheck::churn);
            case SLOW_READERS -> each(key, ConductCheck::share);
            case SLOW_READ -> each(key, ConductCheck::bytesPerSecond);
            case HEARTBEAT -> each(key, ServingCheck::heartbeat);
            case COALESCE -> each(key, ServingCheck::coalescing);
        };
    }

    private void requireRoomForEvents(Phases phases) {
        for (Setting.Element rate : settings.of(SuiteKey.RATE).elements()) {
            requireRoomForEvents(settings.of(SuiteKey.WINDOW), rate.text(), phases);
        }
    }

    /** @param window where its length was given */
    static void requireRoomForEvents(Setting window, String rate, Phases phases) {
        if (Double.parseDouble(rate) * seconds(phases.allWarmup().plus(phases.allMeasured())) > MOST_EVENTS) {
            throw new UsageError(
                    window.place().words(),
                    "too long for a rate of " + rate,
                    window.given(),
                    "at most " + MOST_EVENTS + " events in all windows, the warm-up's included");
        }
    }

    static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    /** @param parse takes the place and the text */
    private <T> T one(SuiteKey key, BiFunction<String, String, T> parse) {
        Setting.Element element = settings.of(key).only();
        return parse.apply(element.place().words(), element.text());
    }

    /** As {@link #one}, of every element. */
    private <T> List<T> each(SuiteKey key, BiFunction<String, String, T> parse) {
        return each(key, element -> parse.apply(element.place().words(), element.text()));
    }

    private <T> List<T> each(SuiteKey key, Function<Setting.Element, T> parse) {
        Setting setting = settings.of(key);
        Set<T> values = new LinkedHashSet<>();
        for (Setting.Element element : setting.elements()) {
            if (!values.add(parse.apply(element))) {
                throw new UsageError(
                        element.place().words(), element.text() + " is there twice", setting.given(), "each once");
            }
        }
        return List.copyOf(values);
    }

    private static String name(String where, String text) {
        if (!text.matches("[A-Za-z0-9-]{1,64}")) {
            throw new UsageError(where, "not a name", text, "1 to 64 letters, digits and -");
        }
        return text;
    }

    private static OptionalInt seed(String where, String text) {
        return text.equals(NONE)
                ? OptionalInt.empty()
                : OptionalInt.of(
                        Numbers.whole(where, text, 0, Integer.MAX_VALUE, "0 to " + Integer.MAX_VALUE + ", or " + NONE));
    }

    private static Technique technique(String where, String text) {
        return Technique.withId(text)
                .orElseThrow(() -> new UsageError(where, "unknown technique", text, Technique.ids()));
    }

    static int userCount(String where, String text) {
        return userCount(where, text, FileLimit.files());
    }

    /** @param files that a process may have open */
    static int userCount(String where, String text, long files) {
        String limit = "the limit of " + files + " open files less " + FileLimit.RESERVED_FILES;
        long inOnePair = Math.min(files - FileLimit.RESERVED_FILES, Integer.MAX_VALUE);
        if (inOnePair < 1) {
            throw new UsageError(
                    where, "no user can connect", text, "none: " + limit + " leaves nothing; ulimit -n raises it");
        }
        int most = (int) Math.min(inOnePair * Splitting.MOST_PROCESSES, Integer.MAX_VALUE);
        String allowed = "1 to " + most + " (" + Splitting.MOST_PROCESSES + " processes of " + inOnePair + " each: "
                + limit + "; ulimit -n raises it)";
        return Numbers.whole(where, text, 1, most, allowed);
    }

    private static Point.TlsChoice tls(String where, String text) {
        Optional<TlsVersion> version = TlsVersion.withId(text);
        if (version.isEmpty() && !text.equals(NONE)) {
            throw new UsageError(where, "no such version of TLS", text, NONE + ", " + TlsVersion.ids());
        }
        return new Point.TlsChoice(version);
    }

    private static boolean truth(String where, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new UsageError(where, "neither true nor false", text, "true or false");
        }
        return text.equals("true");
    }

    private static BiFunction<String, String, Integer> count(int least, int most) {
        return (where, text) -> Numbers.whole(where, text, least, most);
    }

    private static BiFunction<String, String, Duration> time(Duration least, Duration most) {
        return (where, text) -> Times.within(where, text, least, most);
    }
}
