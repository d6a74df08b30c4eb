package dev.pushbench.bench.report;

import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.FigureGroup;
import dev.pushbench.bench.result.Row;
import java.util.ArrayList;
import java.util.List;

/** Which cells are no result, or not quite, and why. */
final class ValiditySection {
    private ValiditySection() {}

    static Section of(Cells cells) {
        List<List<String>> rows = cells.all().stream()
                .filter(cell -> !Cells.isValid(cell))
                .map(cell -> List.of(
                        cells.fullName(cell),
                        cell.row().grade(FigureGroup.EXACT).name(),
                        cell.row().grade(FigureGroup.LATENCY).name(),
                        cell.row().grade(FigureGroup.COST).name(),
                        rejected(cell) + " of " + cell.trials().size(),
                        causes(cell)))
                .toList();
        int valid = cells.all().size() - rows.size();
        long rejected =
                cells.all().stream().mapToLong(ValiditySection::rejected).sum();
        long trials =
                cells.all().stream().mapToLong(cell -> cell.trials().size()).sum();
        List<String> notes = List.of(valid + " of " + cells.all().size() + " cells are valid. " + rejected + " of "
                + trials + (trials == 1 ? " trial was" : " trials were") + " rejected.");
        Table table = new Table(
                "Cells that are not valid",
                List.of("cell", "exact", "latency", "cost", "rejected trials", "causes"),
                rows);
        return new Section(
                "validity",
                "Is it valid?",
                List.of(
                        "Each group of figures has a verdict: exact (deliveries, bytes, requests, connections), latency, and cost (CPU, allocation, memory).",
                        "VALID: the figures are a result. NOISY: they are a result, but something other than the technique may show in them."
                                + " INVALID: they are no result, and appear in no chart.",
                        "A trial is rejected where its deliveries are wrong or incomplete. Where machine or load generator disturbed it, it is in no latency or cost that this made INVALID. The first cause is the root cause. docs/method.md says what is looked at."),
                notes,
                rows.isEmpty() ? List.of() : List.of(Figure.of(table)));
    }

    static long rejected(CellRecord cell) {
        return cell.trials().stream().filter(trial -> !trial.isResult()).count();
    }

    /** Those of the cell; where it has none of its own, those of its trials. */
    static String causes(CellRecord cell) {
        if (!cell.row().text("causes").isEmpty()) {
            return cell.row().text("causes");
        }
        List<String> causes = new ArrayList<>();
        for (Row trial : cell.trials()) {
            if (!trial.text("causes").isEmpty() && !causes.contains(trial.text("causes"))) {
                causes.add(trial.text("causes"));
            }
        }
        return causes.isEmpty() ? Digits.NONE : String.join("; ", causes);
    }
}
