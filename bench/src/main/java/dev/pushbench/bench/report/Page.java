package dev.pushbench.bench.report;

import dev.pushbench.bench.claim.ClaimsFound;
import dev.pushbench.bench.gate.GateResult;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.result.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that the page shows, in its order.
 *
 * @param facts a line each, under the title
 * @param fit which technique fits whom
 */
record Page(String title, List<String> facts, Answer answer, List<Section> sections, FitTable fit, Assets assets) {
    /** Charts of further workloads that a section folds away: beyond them, its tables must do. */
    static final int MOST_FOLDS = 40;

    Page {
        facts = List.copyOf(facts);
        sections = List.copyOf(sections);
    }

    static Page of(Run run, Optional<GateResult> gate, List<Row> knees, Optional<ClaimsFound> claims) {
        Cells cells = new Cells(run);
        List<Section> sections = new ArrayList<>();
        claims.map(ClaimsSection::of).ifPresent(sections::add);
        gate.map(GateSection::of).ifPresent(sections::add);
        if (!knees.isEmpty()) {
            sections.add(CapacitySection.of(knees));
        }
        sections.addAll(sections(run, cells));
        return new Page(
                "Pushbench: " + run.name(),
                facts(run),
                claims.map(found -> Answer.of(run, found)).orElseGet(() -> Answer.of(run, knees)),
                sections,
                FitTable.of(run),
                Assets.ofThisProgram());
    }

    private static List<Section> sections(Run run, Cells cells) {
        return List.of(
                ValiditySection.of(cells),
                LatencySection.of(cells),
                ScalingSection.of(cells),
                BytesSection.of(cells),
                TrafficSection.of(cells),
                CostSection.of(cells),
                TimelineSection.of(cells),
                WinnerSection.of(cells),
                TablesSection.of(cells),
                ProvenanceSection.of(run));
    }

    private static List<String> facts(Run run) {
        long trials =
                run.cells().stream().mapToLong(cell -> cell.trials().size()).sum();
        return List.of(
                "Suite " + run.manifest().suite() + ", " + run.cells().size() + " cells, " + trials + " trials",
                "Begun " + run.manifest().start().at().replaceFirst("\\.\\d+Z$", "Z"),
                "Commit "
                        + run.manifest()
                                .build()
                                .gitSha()
                                .map(sha -> sha.substring(0, Math.min(12, sha.length())))
                                .orElse("unknown")
                        + (run.manifest().build().gitDirty().orElse(false) ? " with changes" : ""));
    }
}
