package dev.pushbench.bench.claim;

import java.util.List;

/**
 * A claim, and what became of it: an entry of {@code claims.json}.
 *
 * @param experiment what was done, in words
 * @param rule how it is judged, in words
 * @param cells that the verdict is computed from
 * @param suspect those of them whose figures something else may show in
 */
public record ClaimResult(
        String id,
        String words,
        String source,
        String experiment,
        String rule,
        Verdict verdict,
        List<String> cells,
        List<String> suspect) {
    public ClaimResult {
        cells = List.copyOf(cells);
        suspect = List.copyOf(suspect);
    }
}
