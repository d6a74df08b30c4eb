package dev.pushbench.bench.gate;

import dev.pushbench.bench.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The result for a terminal: what was held against what, the verdict, and the findings that say something. */
public final class GateTable {
    public static final List<String> TITLES = List.of("verdict", "cell", "metric", "what was found");

    private GateTable() {}

    /** Without an end of line after the last. */
    public static String of(GateResult result) {
        List<String> lines = new ArrayList<>();
        lines.add("Base: " + result.base());
        lines.add("Head: " + result.head());
        lines.add("");
        List<Finding> told = told(result);
        if (!told.isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(TITLES);
            told.forEach(finding -> rows.add(row(finding)));
            lines.add(TextTable.of(rows));
            lines.add("");
        }
        lines.add("Gate: " + result.headline());
        return String.join(System.lineSeparator(), lines);
    }

    /** What a person has to see, the gravest first. */
    public static List<Finding> told(GateResult result) {
        return result.ordered().stream().filter(GateTable::isTold).toList();
    }

    /** All but what passed, and what could not be told and decides nothing anyway. */
    public static boolean isTold(Finding finding) {
        return switch (finding.verdict()) {
            case REGRESSION, IMPROVEMENT -> true;
            case INCONCLUSIVE -> finding.counts();
            case PASS -> false;
        };
    }

    public static List<String> row(Finding finding) {
        return List.of(
                word(finding),
                finding.cell().isEmpty() ? TextTable.NOT_MEASURED : finding.cell(),
                finding.rule().metric(),
                finding.text());
    }

    /** In capitals what counts. */
    static String word(Finding finding) {
        return finding.counts()
                ? finding.verdict().name()
                : finding.verdict().name().toLowerCase(Locale.ROOT) + " (advisory)";
    }
}
