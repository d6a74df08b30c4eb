package dev.pushbench.bench.claim;

import dev.pushbench.bench.input.Place;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Setting;
import dev.pushbench.bench.scenario.Settings;
import dev.pushbench.bench.scenario.SuiteKey;
import dev.pushbench.bench.scenario.Suites;
import dev.pushbench.bench.scenario.Trial;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A part that cells play in an experiment: the dimensions of a suite, as {@code users=200 rate=1,10}. Keys and values are those of
 * {@code docs/suites.md}; what is left out is as in the default suite.
 *
 * @param name unique in its experiment
 * @param quick with little effort
 * @param full with all effort
 */
record Part(String name, String quick, String full) {
    /** The same cells whatever the effort. */
    static Part of(String name, String dimensions) {
        return new Part(name, dimensions, dimensions);
    }

    /** In the order of the dimensions. */
    List<Cell> cells(Effort effort) {
        Map<SuiteKey, Setting> settings = new EnumMap<>(SuiteKey.class);
        String dimensions = effort == Effort.QUICK ? quick : full;
        for (String assignment : (effort.phases() + " " + dimensions).split(" ", -1)) {
            String[] sides = assignment.split("=", 2);
            SuiteKey key = SuiteKey.withId(name, sides[0]);
            settings.put(key, Setting.of(key, Place.option("--set " + sides[0]), sides[1]));
        }
        return Suites.resolved("default", new Settings(settings)).suite().trials().stream()
                .map(Trial::cell)
                .toList();
    }
}
