package dev.pushbench.bench.claim;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;

/**
 * A claim, and what became of it: an entry of {@code claims.json}.
 *
 * @param experiment what was done, in words
 * @param rule how it is judged, in words
 * @param cells that the verdict is computed from
 * @param noisy those of them in whose figures something else may show
 */
public record ClaimResult(
        String id,
        String words,
        String source,
        String experiment,
        String rule,
        Verdict verdict,
        List<String> cells,
        @JsonAlias("suspect") List<String> noisy) {
    public ClaimResult {
        cells = List.copyOf(cells);
        noisy = List.copyOf(noisy);
    }
}
