package dev.pushbench.bench.scenario;

import dev.pushbench.bench.input.Place;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What was written for some keys, or for all. */
public record Settings(Map<SuiteKey, Setting> byKey) {
    private static final Set<SuiteKey> WITHOUT_EFFECT_ON_CELLS =
            EnumSet.of(SuiteKey.SUITE, SuiteKey.DESCRIPTION, SuiteKey.SEED);

    public Settings {
        Map<SuiteKey, Setting> copy = new EnumMap<>(SuiteKey.class);
        copy.putAll(byKey);
        byKey = Collections.unmodifiableMap(copy);
    }

    /**
     * What options say.
     *
     * @param texts empty where an option was not given
     */
    public static Settings ofOptions(Map<SuiteKey, Optional<String>> texts) {
        Map<SuiteKey, Setting> byKey = new EnumMap<>(SuiteKey.class);
        texts.forEach((key, given) ->
                given.ifPresent(text -> byKey.put(key, Setting.of(key, Place.option(key.option()), text))));
        return new Settings(byKey);
    }

    /** Both; where both have a key, this wins. */
    Settings over(Settings base) {
        Map<SuiteKey, Setting> both = new EnumMap<>(base.byKey);
        both.putAll(byKey);
        return new Settings(both);
    }

    /** Both, under another name than the base's where the cells are no longer those that it stands for. */
    Settings overriding(Settings base) {
        return over(changesCellsOf(base) ? Suites.UNNAMED.over(base) : base);
    }

    private boolean changesCellsOf(Settings base) {
        return byKey.entrySet().stream()
                .filter(mine -> !WITHOUT_EFFECT_ON_CELLS.contains(mine.getKey()))
                .anyMatch(mine ->
                        !mine.getValue().texts().equals(base.of(mine.getKey()).texts()));
    }

    /**
     * The keys that a suite's file is made of: without a search, none that means nothing without one; and of those that came later only
     * what is otherwise than usual.
     */
    List<SuiteKey> told(Settings usual) {
        boolean isSearch = !of(SuiteKey.SEARCH).given().equals(SuiteCheck.NONE);
        return Stream.of(SuiteKey.values())
                .filter(key -> isSearch || !(key == SuiteKey.SEARCH || SuiteKey.OF_A_SEARCH.contains(key)))
                .filter(key -> !SuiteKey.LATER.contains(key)
                        || !of(key).texts().equals(usual.of(key).texts()))
                .toList();
    }

    /** @throws IllegalStateException where the key is not there; in the settings of a whole suite each is */
    Setting of(SuiteKey key) {
        Setting setting = byKey.get(key);
        if (setting == null) {
            throw new IllegalStateException("nothing is set for " + key.id());
        }
        return setting;
    }
}
