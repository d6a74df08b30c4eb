package dev.pushbench.bench.result;

import dev.pushbench.bench.result.Validity.Cause;
import dev.pushbench.bench.result.Validity.Flaw;
import dev.pushbench.bench.result.Validity.Grade;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the validity of a cell's trials says of the cell. */
final class CellValidity {
    private CellValidity() {}

    /** What is the same with several trials: its kind, not its figures. */
    private record Kind(Flaw flaw, Grade grade) {}

    static Validity of(CellResult cell) {
        if (cell.trials().size() == 1) {
            return cell.trials().get(0).validity();
        }
        List<Cause> causes = new ArrayList<>();
        int rejected = cell.rejected();
        int trials = cell.trials().size();
        if (rejected > 0 && rejected < trials) {
            causes.add(new Cause(
                    Flaw.TRIALS_REJECTED,
                    2 * rejected > trials ? Grade.INVALID : Grade.SUSPECT,
                    rejected + " of " + trials + " trials rejected: " + reasons(cell)));
        }
        causes.addAll(causesOfCounted(cell));
        causes.sort((one, other) -> other.grade().compareTo(one.grade()));
        return new Validity(causes);
    }

    /** What made trials invalid, each text once. */
    private static String reasons(CellResult cell) {
        return cell.trials().stream()
                .flatMap(trial -> trial.validity().causes().stream())
                .filter(cause -> cause.grade() == Grade.INVALID)
                .map(Cause::text)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** One for each kind, as the first trial tells it, and how many have it. */
    private static List<Cause> causesOfCounted(CellResult cell) {
        Map<Kind, List<String>> texts = new LinkedHashMap<>();
        for (TrialResult trial : cell.counted()) {
            Map<Kind, String> ofTrial = new LinkedHashMap<>();
            trial.validity()
                    .causes()
                    .forEach(cause -> ofTrial.merge(
                            new Kind(cause.flaw(), cause.grade()), cause.text(), (one, other) -> one + "; " + other));
            ofTrial.forEach((kind, text) ->
                    texts.computeIfAbsent(kind, unseen -> new ArrayList<>()).add(text));
        }
        int counted = cell.counted().size();
        List<Cause> causes = new ArrayList<>();
        texts.forEach((kind, all) -> causes.add(
                new Cause(kind.flaw(), kind.grade(), all.get(0) + " (" + all.size() + " of " + counted + " trials)")));
        return causes;
    }
}
