package dev.pushbench.bench.result;

import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.LoadResult;
import java.util.Optional;

/**
 * A cell, and what came of it.
 *
 * @param load empty where no trial could be run
 */
public record CellResult(Cell cell, Validity validity, Optional<LoadResult> load, Evidence evidence) {
    public static CellResult of(Cell cell, LoadResult load, Evidence evidence) {
        return new CellResult(cell, Validity.of(cell, load, evidence), Optional.of(load), evidence);
    }

    /** A cell without figures. */
    public static CellResult unfinished(Cell cell, String why) {
        return new CellResult(cell, Validity.unfinished(why), Optional.empty(), Evidence.NONE);
    }

    /** This, invalid because the trial was cut short. */
    public CellResult cutShort(String why) {
        return new CellResult(cell, validity.unfinishedBecause(why), load, evidence);
    }
}
