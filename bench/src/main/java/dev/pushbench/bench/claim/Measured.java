package dev.pushbench.bench.claim;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of an experiment.
 *
 * @param cells by the part they play in it, in the order of the experiment
 * @param checks what direct trials saw, by name: whether it was so
 */
record Measured(Map<String, List<Seen>> cells, Map<String, Boolean> checks) {
    Measured {
        cells = Map.copyOf(cells);
        checks = Map.copyOf(checks);
    }

    /** Those that play that part; at least one. */
    List<Seen> all(String part) {
        return Optional.ofNullable(cells.get(part))
                .filter(found -> !found.isEmpty())
                .orElseThrow(() -> new IllegalStateException("no cell plays the part " + part));
    }

    /** The only one that plays that part. */
    Seen one(String part) {
        List<Seen> all = all(part);
        if (all.size() != 1) {
            throw new IllegalStateException(all.size() + " cells play the part " + part);
        }
        return all.get(0);
    }

    /** What a direct trial saw. */
    boolean check(String name) {
        return Optional.ofNullable(checks.get(name))
                .orElseThrow(() -> new IllegalStateException("not checked: " + name));
    }
}
