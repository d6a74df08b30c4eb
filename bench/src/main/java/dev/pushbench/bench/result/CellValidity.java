package dev.pushbench.bench.result;

import dev.pushbench.bench.result.Validity.Cause;
import dev.pushbench.bench.result.Validity.Flaw;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the validity of a cell's trials says of the cell. */
final class CellValidity {
    private CellValidity() {}

    /** What is the same with several trials: its kind, not its figures. */
    private record Kind(Flaw flaw, Grade grade, Set<FigureGroup> groups) {}

    static Validity of(CellResult cell) {
        if (cell.trials().size() == 1) {
            return cell.trials().get(0).validity();
        }
        List<Cause> causes = new ArrayList<>(rejections(cell));
        causes.addAll(causesOfCounted(cell));
        return new Validity(causes);
    }

    /** One for groups that lack the same trials; none for those that lack none, or have none. */
    private static List<Cause> rejections(CellResult cell) {
        Map<List<Integer>, Set<FigureGroup>> groups = new LinkedHashMap<>();
        for (FigureGroup group : FigureGroup.values()) {
            List<Integer> lacking = cell.trials().stream()
                    .filter(trial -> cell.leavesOut(trial, group))
                    .map(trial -> trial.trial().number())
                    .toList();
            if (!lacking.isEmpty()) {
                groups.computeIfAbsent(lacking, unseen -> EnumSet.noneOf(FigureGroup.class))
                        .add(group);
            }
        }
        List<Cause> causes = new ArrayList<>();
        groups.forEach((lacking, without) -> causes.add(rejection(cell, lacking.size(), without)));
        return causes;
    }

    private static Cause rejection(CellResult cell, int rejected, Set<FigureGroup> groups) {
        int trials = cell.trials().size();
        String what = groups.contains(FigureGroup.EXACT)
                ? ""
                : " for " + groups.stream().map(FigureGroup::id).collect(Collectors.joining(" and "));
        return new Cause(
                Flaw.TRIALS_REJECTED,
                2 * rejected > trials ? Grade.INVALID : Grade.NOISY,
                groups,
                rejected + " of " + trials + " trials rejected" + what + ": " + reasons(cell, groups));
    }

    /** The root causes of the trials that such a group lacks, each text once. */
    private static String reasons(CellResult cell, Set<FigureGroup> groups) {
        FigureGroup any = groups.iterator().next();
        return cell.trials().stream()
                .filter(trial -> cell.leavesOut(trial, any))
                .map(trial -> trial.validity().rootCauseText())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** One for each kind, as the first trial tells it, and how many have it; of each trial what touches a group that it counts for. */
    private static List<Cause> causesOfCounted(CellResult cell) {
        Map<Kind, List<String>> texts = new LinkedHashMap<>();
        for (TrialResult trial : cell.trials()) {
            Map<Kind, String> ofTrial = new LinkedHashMap<>();
            for (Cause cause : trial.validity().causes()) {
                Set<FigureGroup> touched = touched(cell, trial, cause);
                if (!touched.isEmpty()) {
                    ofTrial.merge(
                            new Kind(cause.flaw(), cause.grade(), touched),
                            cause.text(),
                            (one, other) -> one + "; " + other);
                }
            }
            ofTrial.forEach((kind, text) ->
                    texts.computeIfAbsent(kind, unseen -> new ArrayList<>()).add(text));
        }
        List<Cause> causes = new ArrayList<>();
        texts.forEach((kind, all) -> causes.add(new Cause(
                kind.flaw(),
                kind.grade(),
                kind.groups(),
                all.get(0) + " (" + all.size() + " of " + counting(cell, kind.groups()) + " trials)")));
        return causes;
    }

    private static Set<FigureGroup> touched(CellResult cell, TrialResult trial, Cause cause) {
        Set<FigureGroup> touched = EnumSet.noneOf(FigureGroup.class);
        for (FigureGroup group : FigureGroup.values()) {
            if (cause.grade(group) != Grade.VALID && !cell.leavesOut(trial, group)) {
                touched.add(group);
            }
        }
        return touched;
    }

    private static long counting(CellResult cell, Set<FigureGroup> groups) {
        return cell.trials().stream()
                .filter(trial -> groups.stream().anyMatch(group -> !cell.leavesOut(trial, group)))
                .count();
    }
}
