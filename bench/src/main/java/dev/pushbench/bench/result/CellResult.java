package dev.pushbench.bench.result;

import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.LoadResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All trials of a cell, taken together.
 *
 * <p>Of each group of figures, a trial whose verdict for that group is INVALID is rejected: the cell's figures of the group are those of
 * the other trials. Where all are rejected, they are those of all trials, so that the cause can be looked for, and the group is INVALID.
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

    /** The trials whose figures of that group are results. */
    public List<TrialResult> results(FigureGroup group) {
        return trials.stream().filter(trial -> trial.validity().isUsable(group)).toList();
    }

    /** How many trials have no result at all: their deliveries are wrong or incomplete. */
    public int rejected() {
        return trials.size() - results(FigureGroup.EXACT).size();
    }

    /** Whether the figures of that group do without this trial of the cell. */
    boolean leavesOut(TrialResult trial, FigureGroup group) {
        return !trial.validity().isUsable(group) && !results(group).isEmpty();
    }

    /**
     * Of the cell: of each group INVALID where fewer than half of its trials are results, at least NOISY where any is not, and otherwise
     * as its trials are.
     */
    public Validity validity() {
        return CellValidity.of(this);
    }

    /**
     * What the users saw in all trials that count for that group. Counts are sums, histograms are added, peaks are the highest; empty where
     * no such trial could be run.
     */
    public Optional<LoadResult> load(FigureGroup group) {
        return MergedLoad.of(loads(group));
    }

    /** What else was seen of these trials. */
    public Evidence evidence(FigureGroup group) {
        return MergedEvidence.of(
                counted(group).stream().map(TrialResult::evidence).toList());
    }

    /** What the columns of each group are made of. */
    Map<FigureGroup, Figures> figures() {
        Validity validity = validity();
        Map<List<Integer>, Figures> byTrials = new HashMap<>(); // most cells have the same trials for all groups
        Map<FigureGroup, Figures> figures = new EnumMap<>(FigureGroup.class);
        for (FigureGroup group : FigureGroup.values()) {
            figures.put(
                    group,
                    byTrials.computeIfAbsent(
                            counted(group).stream()
                                    .map(trial -> trial.trial().number())
                                    .toList(),
                            same -> new Figures(
                                    cell,
                                    Math.max(1, loads(group).size()),
                                    validity,
                                    load(group),
                                    evidence(group),
                                    Figures.intervals(loads(group)))));
        }
        return figures;
    }

    /** The trials that the figures of that group are of. */
    List<TrialResult> counted(FigureGroup group) {
        return trials.stream().filter(trial -> !leavesOut(trial, group)).toList();
    }

    private List<LoadResult> loads(FigureGroup group) {
        return counted(group).stream()
                .map(TrialResult::load)
                .flatMap(Optional::stream)
                .toList();
    }
}
