package dev.pushbench.bench.report;

import dev.pushbench.bench.capacity.Finding.Outcome;
import dev.pushbench.bench.result.Row;
import java.util.List;
import java.util.function.DoubleFunction;

/** What the searches of a run found, in words and figures: a row each. */
final class CapacityTable {
    static final List<String> TITLES = List.of(
            "technique",
            "users",
            "events/s",
            "deliveries/s",
            "deliveries/s per server core",
            "deliveries/s per IO thread",
            "p99",
            "answer",
            "missed at");

    private CapacityTable() {}

    /** @param knees all of the run, so that each row has a name of its own */
    static List<List<String>> rows(List<Row> knees) {
        return knees.stream().map(knee -> row(knee, knees)).toList();
    }

    /** The technique, or where several searches were of it, the cell. */
    static String name(Row knee, List<Row> knees) {
        boolean isAlone = knees.stream()
                        .filter(other -> other.text("technique").equals(knee.text("technique")))
                        .count()
                == 1;
        return isAlone ? knee.text("technique") : knee.cell();
    }

    /** {@code knee, confirmed}, or what was found instead. */
    static String answer(Row knee) {
        String confirmed = knee.text("confirmed").equals("true") ? ", confirmed" : ", not confirmed";
        return knee.text("outcome") + (hasFigures(knee) ? confirmed : "");
    }

    /** Why no more was found, or nothing: a sentence. */
    static String sentence(Row knee, List<Row> knees) {
        String found = switch (outcome(knee)) {
            case KNEE -> "the next step, " + amount(knee) + ", was missed: ";
            case AT_LEAST -> "no knee was found: ";
            case BELOW -> "the first step, " + amount(knee) + ", was missed already, so there are no figures: ";
            case NONE -> "no step could be judged, so there are no figures: ";
        };
        return name(knee, knees) + ": " + found + knee.text("why") + ".";
    }

    static boolean hasFigures(Row knee) {
        return !knee.text("deliveries_per_s").isEmpty();
    }

    static Outcome outcome(Row knee) {
        return List.of(Outcome.values()).stream()
                .filter(each -> each.words().equals(knee.text("outcome")))
                .findFirst()
                .orElse(Outcome.NONE);
    }

    private static String amount(Row knee) {
        return figure(knee, "missed_at", Digits::tick) + (knee.text("search").equals("users") ? " users" : " events/s");
    }

    private static List<String> row(Row knee, List<Row> knees) {
        return List.of(
                name(knee, knees),
                figure(knee, "users", Digits::tick),
                figure(knee, "rate_per_s", Digits::tick),
                figure(knee, "deliveries_per_s", Digits::three),
                figure(knee, "deliveries_per_s_per_server_core", Digits::three),
                figure(knee, "deliveries_per_s_per_io_thread", Digits::three),
                figure(knee, "latency_p99_us", Digits::micros),
                answer(knee),
                figure(knee, "missed_at", Digits::tick));
    }

    private static String figure(Row knee, String column, DoubleFunction<String> told) {
        return knee.number(column)
                .map(number -> told.apply(number.doubleValue()))
                .orElse(Digits.NONE);
    }
}
