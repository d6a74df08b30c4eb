package dev.pushbench.bench.claim;

import dev.pushbench.bench.compare.MedianInterval;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.result.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the claims of a run: {@code claims.json}.
 *
 * @param schemaVersion of the form that this build writes
 * @param effort {@code quick} or {@code full}
 * @param forks how often each cell was to be measured
 * @param claims in their own order
 */
public record ClaimsFound(int schemaVersion, String effort, int forks, List<ClaimResult> claims) {
    /** The file's name in the directory of a run. */
    public static final String NAME = "claims.json";

    public static final int SCHEMA_VERSION = 1;

    /** Of {@link #rows}. */
    public static final List<String> TITLES = List.of("claim", "what is said", "verdict", "what was measured");

    public ClaimsFound {
        claims = List.copyOf(claims);
    }

    /** The whole file. */
    public String json() {
        return Json.of(this) + "\n";
    }

    /**
     * What was written so.
     *
     * @param file that is named where it is damaged
     * @throws UsageError where it is, or is of a later build
     */
    public static ClaimsFound parse(String file, String text) {
        try {
            ClaimsFound found = Json.parsed(text, ClaimsFound.class);
            if (found.schemaVersion < 1 || found.schemaVersion > SCHEMA_VERSION) {
                throw new UsageError(
                        file,
                        "of another Pushbench",
                        found.schemaVersion,
                        "a schema_version of at most " + SCHEMA_VERSION);
            }
            return found;
        } catch (IllegalArgumentException damaged) {
            throw new UsageError(file, "not what claims were written to: " + damaged.getMessage());
        }
    }

    /** For example {@code Of 20 claims 9 hold, 6 hold under a condition, 3 do not hold and 2 were not measured here}. */
    public String sentence() {
        List<String> parts = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            long count = count(outcome);
            if (count > 0) {
                parts.add(count + " " + words(outcome, count == 1));
            }
        }
        return "Of " + claims.size() + (claims.size() == 1 ? " claim " : " claims ") + Words.listed(parts);
    }

    private static String words(Outcome outcome, boolean isOne) {
        return switch (outcome) {
            case HOLDS -> isOne ? "holds" : "hold";
            case HOLDS_IF -> isOne ? "holds under a condition" : "hold under a condition";
            case DOES_NOT_HOLD -> isOne ? "does not hold" : "do not hold";
            case NOT_MEASURED_HERE -> isOne ? "was not measured here" : "were not measured here";
        };
    }

    private long count(Outcome outcome) {
        return claims.stream()
                .filter(claim -> claim.verdict().outcome() == outcome)
                .count();
    }

    /** A row for each claim, under {@link #TITLES}. */
    public List<List<String>> rows() {
        return claims.stream()
                .map(claim -> List.of(
                        claim.id(),
                        claim.words(),
                        claim.verdict().words(),
                        claim.verdict().finding().isEmpty()
                                ? "–"
                                : claim.verdict().finding()))
                .toList();
    }

    /** What must be known of the figures. */
    public String intervals() {
        return forks < MedianInterval.LEAST_TRIALS
                ? "Each cell was measured in " + (forks == 1 ? "one trial" : forks + " trials")
                        + ", so there are no intervals: a time or a cost is told from a border, or from another, only where they"
                        + " differ by more than single trials do (a factor of 1.4 from a border, of 2 from another)."
                : "Figures are medians of " + forks
                        + " trials, with the interval in which the median lies with 95 % confidence; a verdict takes the whole interval.";
    }
}
