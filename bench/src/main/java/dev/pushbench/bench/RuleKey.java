package dev.pushbench.bench;

import dev.pushbench.bench.input.Nearest;
import dev.pushbench.bench.input.UsageError;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a rule of a policy is told by, in the order that people write it. */
enum RuleKey {
    METRIC,
    BETTER,
    LIMIT,
    NOISE,
    TECHNIQUES,
    BASIS;

    /** As it stands in the file. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws UsageError that names the nearest, where there is none of that name */
    static RuleKey withId(String where, String id) {
        return Arrays.stream(values())
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        unknown(where, id, Stream.of(values()).map(RuleKey::id).toList()));
    }

    /** A word that is none of a few. */
    static UsageError unknown(String where, String given, List<String> known) {
        return unknown(where, given, known, String.join(", ", known));
    }

    /**
     * A word that is none of many.
     *
     * @param allowed what they are, for whoever wrote nothing like one of them
     */
    static UsageError unknown(String where, String given, List<String> known, String allowed) {
        String told = Nearest.to(given, known).map(near -> "nearest: " + near).orElse("allowed: " + allowed);
        return new UsageError(where, "unknown, was '" + UsageError.shown(given) + "', " + told);
    }
}
