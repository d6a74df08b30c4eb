package dev.pushbench.bench.claim;

import dev.pushbench.bench.input.Place;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Setting;
import dev.pushbench.bench.scenario.Settings;
import dev.pushbench.bench.scenario.SuiteKey;
import dev.pushbench.bench.scenario.Suites;
import dev.pushbench.bench.scenario.Trial;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part that cells play in an experiment: the dimensions of a suite, as {@code users=200 rate=1,10}. Keys and values are those of
 * {@code docs/suites.md}; what is left out is as in the default suite.
 *
 * @param name unique in its experiment
 * @param quick with little effort
 * @param full with all effort
 * @param columns of the summary that each of its cells must have, beside those that the experiment asks of all
 */
record Part(String name, String quick, String full, List<String> columns) {
    Part {
        columns = List.copyOf(columns);
    }

    Part(String name, String quick, String full) {
        this(name, quick, full, List.of());
    }

    /** The same cells whatever the effort. */
    static Part of(String name, String dimensions) {
        return new Part(name, dimensions, dimensions);
    }

    Part needing(String... others) {
        return new Part(name, quick, full, List.of(others));
    }

    /** Its cells in the order of the dimensions, or why this machine or this build has none of them. */
    record Cells(List<Cell> cells, Optional<String> obstacle) {
        Cells {
            cells = List.copyOf(cells);
        }
    }

    Cells cells(Effort effort) {
        try {
            return new Cells(
                    Suites.resolved("default", settings(effort)).suite().trials().stream()
                            .map(Trial::cell)
                            .toList(),
                    Optional.empty());
        } catch (UsageError notHere) {
            return new Cells(List.of(), Optional.of(String.valueOf(notHere.getMessage())));
        }
    }

    /** A suite's file with these cells and every key; empty where there are none. */
    Optional<String> yaml(Effort effort, int forks) {
        if (cells(effort).obstacle().isPresent()) {
            return Optional.empty();
        }
        Map<SuiteKey, Setting> settings = new EnumMap<>(settings(effort).byKey());
        settings.putAll(Settings.ofOptions(Map.of(SuiteKey.FORKS, Optional.of(Integer.toString(forks))))
                .byKey());
        return Optional.of(Suites.resolved("default", new Settings(settings)).yaml());
    }

    private Settings settings(Effort effort) {
        Map<SuiteKey, Setting> settings = new EnumMap<>(SuiteKey.class);
        String dimensions = effort == Effort.QUICK ? quick : full;
        for (String assignment : (effort.phases() + " " + dimensions).split(" ", -1)) {
            String[] sides = assignment.split("=", 2);
            SuiteKey key = SuiteKey.withId(name, sides[0]);
            settings.put(key, Setting.of(key, Place.option(key.option()), sides[1]));
        }
        return new Settings(settings);
    }
}
