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
        String allowed = Nearest.to(given, known)
                .map(near -> "nearest: " + near)
                .orElseGet(() -> "allowed: " + String.join(", ", known));
        return new UsageError(where, "unknown, was '" + UsageError.shown(given) + "', " + allowed);
    }
}
