package dev.pushbench.bench;

import dev.pushbench.bench.gate.ExactJudge;
import dev.pushbench.bench.gate.Finding;
import dev.pushbench.bench.gate.Policy;
import dev.pushbench.bench.result.Run;
import dev.pushbench.bench.text.TextTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What another baseline changes, rule by rule. */
final class AcceptedChanges {
    private static final MathContext DIGITS = new MathContext(8);

    private AcceptedChanges() {}

    /** Without an end of line after the last. */
    static String text(Policy policy, Run before, Run now) {
        List<String> lines = new ArrayList<>();
        ComparedRuns runs = new ComparedRuns(before, now);
        runs.conditionsThatDiffer().forEach(difference -> lines.add("Not the same: " + difference));
        runs.onlyInBase().forEach(cell -> lines.add("No longer there: " + cell));
        runs.onlyInOther().forEach(cell -> lines.add("New: " + cell));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("cell", "metric", "before", "now", "now/before"));
        ExactJudge.findings(policy, before, now).stream()
                .filter(AcceptedChanges::isChange)
                .forEach(finding -> rows.add(row(finding)));
        if (rows.size() > 1) {
            lines.add(TextTable.of(rows));
        }
        return lines.isEmpty() ? "No figure that a rule is about changes." : String.join(System.lineSeparator(), lines);
    }

    private static boolean isChange(Finding finding) {
        return finding.base().isPresent()
                && finding.head().isPresent()
                && !finding.base().equals(finding.head());
    }

    private static List<String> row(Finding finding) {
        return List.of(
                finding.cell(),
                finding.rule().metric(),
                finding.base().map(AcceptedChanges::number).orElse(TextTable.NOT_MEASURED),
                finding.head().map(AcceptedChanges::number).orElse(TextTable.NOT_MEASURED),
                finding.ratio()
                        .map(ratio -> String.format(Locale.ROOT, "%.3f", ratio))
                        .orElse(TextTable.NOT_MEASURED));
    }

    private static String number(double figure) {
        return BigDecimal.valueOf(figure).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
