package dev.pushbench.bench.result;

import java.util.List;

/**
 * A run as its directory keeps it: all that a report, a comparison or a gate looks at.
 *
 * @param name of the directory
 * @param cells in the order of the run
 */
public record Run(String name, Manifest manifest, List<CellRecord> cells) {
    public Run {
        cells = List.copyOf(cells);
    }
}
