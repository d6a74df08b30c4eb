package dev.pushbench.bench.scenario;

import dev.pushbench.bench.capacity.Ladder;
import dev.pushbench.bench.capacity.Over;
import dev.pushbench.bench.capacity.SearchPlan;
import dev.pushbench.bench.capacity.Slo;
import dev.pushbench.bench.input.Numbers;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.client.LoadPlan;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was written of a suite's search, held to what is allowed. Every method throws {@link UsageError}. */
final class SearchCheck {
    /** In a shorter one, what a server falls behind that carries 99 % is within what latency varies by anyway. */
    private static final Duration LEAST_WINDOW = Duration.ofSeconds(3);

    private static final double LEAST_FACTOR = 1.1;
    private static final double MOST_FACTOR = 10;
    private static final double LEAST_PERCENT = 1;
    private static final double MOST_PERCENT = 100;

    private final Settings settings;
    private final Over over;

    private SearchCheck(Settings settings, Over over) {
        this.settings = settings;
        this.over = over;
    }

    /**
     * The search of a suite, of which all else is checked; empty where it has none.
     *
     * @param forks that were asked for
     */
    static Optional<SearchPlan> checked(Settings settings, Dimensions dimensions, Phases phases, int forks) {
        Setting given = settings.of(SuiteKey.SEARCH);
        if (given.given().equals(SuiteCheck.NONE)) {
            return Optional.empty();
        }
        Over over = Arrays.stream(Over.values())
                .filter(each -> each.id().equals(given.given()))
                .findFirst()
                .orElseThrow(() -> new UsageError(
                        given.place().words(),
                        "nothing that is searched over",
                        given.given(),
                        Arrays.stream(Over.values()).map(Over::id).collect(Collectors.joining(", ")) + ", "
                                + SuiteCheck.NONE));
        return Optional.of(new SearchCheck(settings, over).plan(dimensions, phases, forks));
    }

    /** What says how a search goes would be passed over in silence where there is none. */
    static void requireSearchFor(Settings given, Settings all) {
        if (!all.of(SuiteKey.SEARCH).given().equals(SuiteCheck.NONE)) {
            return;
        }
        given.byKey().forEach((key, setting) -> {
            if (SuiteKey.OF_A_SEARCH.contains(key)) {
                throw new UsageError(
                        setting.place().words(),
                        "nothing is searched",
                        setting.given(),
                        "with --suite capacity, or with --search users or rate");
            }
        });
    }

    private SearchPlan plan(Dimensions dimensions, Phases phases, int forks) {
        double from = from();
        requireOne(SuiteKey.FORKS, forks, "a search measures again by itself");
        requireOne(SuiteKey.WINDOWS, phases.windows().measured(), "a step is one window");
        if (phases.window().compareTo(LEAST_WINDOW) < 0) {
            Setting window = settings.of(SuiteKey.WINDOW);
            throw new UsageError(
                    window.place().words(),
                    "too short to see a backlog grow",
                    window.given(),
                    "at least " + LEAST_WINDOW.toSeconds() + "s in a search");
        }
        Ladder ladder = new Ladder(from, factor(), most(from, phases), resolution(), over == Over.USERS);
        Setting slo = settings.of(SuiteKey.SLO);
        SearchPlan plan = new SearchPlan(over, ladder, Slo.parse(slo.place().words(), slo.given()));
        requireEnoughDeliveries(plan, dimensions, phases);
        return plan;
    }

    private Setting searched() {
        return settings.of(over == Over.USERS ? SuiteKey.USERS : SuiteKey.RATE);
    }

    private double from() {
        Setting searched = searched();
        if (searched.elements().size() > 1) {
            throw new UsageError(
                    searched.place().words(),
                    "more than one, where a search starts",
                    searched.given(),
                    "the first step, as " + settings.of(SuiteKey.SEARCH).place().words() + " is " + over.id());
        }
        return Double.parseDouble(searched.given());
    }

    private void requireOne(SuiteKey key, int count, String because) {
        if (count != 1) {
            Setting setting = settings.of(key);
            throw new UsageError(setting.place().words(), "too many in a search", setting.given(), "1, for " + because);
        }
    }

    private double factor() {
        Setting.Element given = settings.of(SuiteKey.SEARCH_FACTOR).only();
        double factor = Numbers.positive(given.place().words(), given.text(), MOST_FACTOR);
        if (factor < LEAST_FACTOR) {
            throw new UsageError(
                    given.place().words(), "too small", given.text(), LEAST_FACTOR + " to " + Ladder.text(MOST_FACTOR));
        }
        return factor;
    }

    private double most(double from, Phases phases) {
        Setting.Element given = settings.of(SuiteKey.SEARCH_MOST).only();
        String where = given.place().words();
        double most = switch (over) {
            case USERS -> SuiteCheck.userCount(where, given.text());
            case RATE -> Numbers.positive(where, given.text(), LoadPlan.Publishing.MOST_EVENTS_PER_SECOND);
        };
        if (most < from) {
            throw new UsageError(
                    where, "below the first step", given.text(), "at least " + Ladder.text(from) + ", the first step");
        }
        if (over == Over.RATE) {
            SuiteCheck.requireRoomForEvents(settings.of(SuiteKey.WINDOW), given.text(), phases);
        }
        return most;
    }

    private double resolution() {
        Setting.Element given = settings.of(SuiteKey.SEARCH_RESOLUTION).only();
        String where = given.place().words();
        String allowed = Ladder.text(LEAST_PERCENT) + "% to " + Ladder.text(MOST_PERCENT) + "%";
        if (!given.text().matches("\\d{1,3}(\\.\\d{1,3})?%")) {
            throw new UsageError(where, "not a share", given.text(), allowed);
        }
        double percent = Double.parseDouble(given.text().replace("%", ""));
        if (percent < LEAST_PERCENT || percent > MOST_PERCENT) {
            throw new UsageError(where, percent < LEAST_PERCENT ? "too small" : "too large", given.text(), allowed);
        }
        return percent / 100;
    }

    /** A percentile that too few deliveries, or too few events, stand behind would judge by luck. */
    private void requireEnoughDeliveries(SearchPlan plan, Dimensions dimensions, Phases phases) {
        double seconds = SuiteCheck.seconds(phases.window());
        for (double rate : dimensions.eventsPerSecond()) {
            long events = (long) Math.floor(rate * seconds);
            for (int users : dimensions.users()) {
                requireAtLeast(
                        plan.slo().leastDeliveries(),
                        users * events,
                        "deliveries",
                        "more users, a higher rate or a longer window");
            }
            requireAtLeast(plan.slo().minEvents(), events, "events", "a higher rate or a longer window");
        }
    }

    private void requireAtLeast(long required, long count, String what, String remedy) {
        if (count < required) {
            Setting slo = settings.of(SuiteKey.SLO);
            throw new UsageError(
                    slo.place().words(),
                    "too few " + what + " for that service level: " + count + " in the window of the first step",
                    slo.given(),
                    "with at least " + required + ": " + remedy);
        }
    }
}
