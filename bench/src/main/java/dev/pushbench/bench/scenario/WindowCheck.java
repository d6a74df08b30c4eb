package dev.pushbench.bench.scenario;

import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.client.pacing.Arrivals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Compares a window with the schedule of events: a window in which no event is due measures nothing. */
final class WindowCheck {
    private static final double NANOS_PER_SECOND = 1e9;

    private WindowCheck() {}

    /** @throws UsageError where a window of a cell is shorter than the time from one event, burst or pair to the next */
    static void requireEvents(Settings settings, Suite suite) {
        Set<Cell> checked = new HashSet<>();
        for (Trial trial : suite.trials().subList(0, suite.trials().size() / suite.forks())) {
            if (checked.add(trial.cell())) {
                requireEvents(settings, trial.cell());
            }
        }
    }

    private static void requireEvents(Settings settings, Cell cell) {
        if (cell.scene().arrivals().pattern() == Arrivals.Pattern.NONE) {
            return;
        }
        Setting window = settings.of(SuiteKey.WINDOW);
        Setting rate = settings.of(SuiteKey.RATE);
        requireEvents(
                said(window, window.given()),
                cell.phases().window(),
                said(
                        rate,
                        BigDecimal.valueOf(cell.publishing().eventsPerSecond())
                                .stripTrailingZeros()
                                .toPlainString()),
                cell.publishing().eventsPerSecond(),
                Group.of(cell));
    }

    /** {@code --window 3s}, or {@code my.yaml:4: key 'window': 3s}. */
    private static String said(Setting setting, String value) {
        String words = setting.place().words();
        return words + (words.startsWith("--") ? " " : ": ") + value;
    }

    /** Events that are published together. */
    private record Group(int events, String words) {
        static Group of(Cell cell) {
            if (cell.scene().conduct().inPairs()) {
                return new Group(2, "one pair of events");
            }
            int atOnce = cell.scene().arrivals().atOnce();
            return atOnce == 1 ? new Group(1, "one event") : new Group(atOnce, "one burst of " + atOnce + " events");
        }
    }

    private static void requireEvents(
            String givenWindow, Duration window, String givenRate, double eventsPerSecond, Group group) {
        BigDecimal spacingSeconds = BigDecimal.valueOf(group.events())
                .divide(BigDecimal.valueOf(eventsPerSecond), 12, RoundingMode.HALF_UP);
        if (window.toNanos() < Math.floor(spacingSeconds.doubleValue() * NANOS_PER_SECOND)) {
            throw UsageError.sentence(givenWindow + " is too short for " + givenRate + " (" + group.words() + " every "
                    + time(spacingSeconds) + "): use at least "
                    + DurationText.text(Duration.ofMillis(spacingSeconds
                            .movePointRight(3)
                            .setScale(0, RoundingMode.CEILING)
                            .longValueExact())));
        }
    }

    /** With three decimals, in seconds or milliseconds. */
    private static String time(BigDecimal seconds) {
        boolean isShort = seconds.compareTo(BigDecimal.ONE) < 0;
        return seconds.movePointRight(isShort ? 3 : 0)
                        .setScale(3, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + (isShort ? " ms" : " s");
    }
}
