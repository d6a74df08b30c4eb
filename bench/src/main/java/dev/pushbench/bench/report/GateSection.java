package dev.pushbench.bench.report;

import dev.pushbench.bench.gate.GateResult;
import dev.pushbench.bench.gate.GateTable;
import java.util.ArrayList;
import java.util.List;

/** What a gate found in the run: the verdict first, then the findings, what regressed before the rest. */
final class GateSection {
    private GateSection() {}

    static Section of(GateResult gate) {
        List<Figure> figures = new ArrayList<>();
        List<List<String>> told =
                GateTable.told(gate).stream().map(GateTable::row).toList();
        List<List<String>> others = gate.ordered().stream()
                .filter(finding -> !GateTable.isTold(finding))
                .map(GateTable::row)
                .toList();
        if (!told.isEmpty()) {
            figures.add(Figure.of(new Table("What was found", GateTable.TITLES, told)));
        }
        if (!others.isEmpty()) {
            figures.add(Figure.of(new Table("All other findings", GateTable.TITLES, others))
                    .folded(others.size() + " more findings: passed, or advisory and inconclusive"));
        }
        return new Section(
                "gate",
                "Gate: " + gate.verdict(),
                List.of(
                        "Each finding is what one rule of the policy found in one cell. In capitals is what counts; the gravest of those"
                                + " is the verdict. Advisory findings are told and decide nothing. docs/gate.md explains the rules."),
                List.of(gate.headline() + ".", "Base: " + gate.base(), "Head: " + gate.head()),
                figures);
    }
}
