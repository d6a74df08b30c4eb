package dev.pushbench.bench.result;

import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.LoadResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All trials of a cell, taken together.
 *
 * <p>A trial that is INVALID is rejected: the cell's figures are those of the others. Where all are, they are those of all, for
 * whoever wants to see what went wrong, and the cell is INVALID.
 *
 * @param trials at least one, all of this cell, in the order of the run
 */
public record CellResult(Cell cell, List<TrialResult> trials) {
    public CellResult {
        trials = List.copyOf(trials);
        if (trials.isEmpty() || !trials.stream().allMatch(trial -> trial.cell().equals(cell))) {
            throw new IllegalArgumentException("a cell's result must be of trials of that cell: " + cell.id() + " of "
                    + trials.stream().map(trial -> trial.cell().id()).toList());
        }
    }

    /** The cells that these are trials of, in the order in which each was first measured. */
    public static List<CellResult> of(List<TrialResult> results) {
        Map<Cell, List<TrialResult>> byCell = results.stream()
                .collect(Collectors.groupingBy(TrialResult::cell, LinkedHashMap::new, Collectors.toList()));
        List<CellResult> cells = new ArrayList<>();
        byCell.forEach((cell, trials) -> cells.add(new CellResult(cell, trials)));
        return List.copyOf(cells);
    }

    /** The trials that are results. */
    public List<TrialResult> results() {
        return trials.stream().filter(trial -> trial.validity().isResult()).toList();
    }

    /** How many trials are no results. */
    public int rejected() {
        return trials.size() - results().size();
    }

    /** Whether the figures do without this trial of the cell. */
    boolean leavesOut(TrialResult trial) {
        return !trial.validity().isResult() && rejected() < trials.size();
    }

    /**
     * Of the cell: INVALID where fewer than half of its trials are results, at least SUSPECT where any is not, and otherwise as
     * its trials are.
     */
    public Validity validity() {
        return CellValidity.of(this);
    }

    /**
     * What the users saw in all trials that count. Counts are sums, histograms are added, peaks are the highest; empty where
     * no such trial could be run.
     */
    public Optional<LoadResult> load() {
        return MergedLoad.of(loads());
    }

    /** What was seen beside them. */
    public Evidence evidence() {
        return MergedEvidence.of(counted().stream().map(TrialResult::evidence).toList());
    }

    Figures figures() {
        return new Figures(
                cell, Math.max(1, loads().size()), validity(), load(), evidence(), Figures.intervals(loads()));
    }

    /** The trials that the figures are of. */
    List<TrialResult> counted() {
        return trials.stream().filter(trial -> !leavesOut(trial)).toList();
    }

    private List<LoadResult> loads() {
        return counted().stream()
                .map(TrialResult::load)
                .flatMap(Optional::stream)
                .toList();
    }
}
