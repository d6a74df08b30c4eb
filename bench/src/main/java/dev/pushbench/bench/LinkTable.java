package dev.pushbench.bench;

import dev.pushbench.bench.result.CellResult;
import dev.pushbench.bench.result.FigureGroup;
import dev.pushbench.bench.result.LinkEvidence;
import dev.pushbench.bench.result.Percentile;
import dev.pushbench.bench.result.TrialResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How well the links of a run kept their own times: a line for each cell that had one. */
final class LinkTable {
    private LinkTable() {}

    /** The lines, without an end of line after the last; empty where there was no link. */
    static Optional<String> of(List<TrialResult> results) {
        List<String> lines = CellResult.of(results).stream()
                .flatMap(cell ->
                        cell.evidence(FigureGroup.LATENCY).link().stream().map(seen -> line(cell, seen)))
                .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(System.lineSeparator(), lines));
    }

    private static String line(CellResult cell, LinkEvidence seen) {
        String lost = seen.resets() == 0
                ? ""
                : "; " + seen.resets() + " connections reset, " + seen.droppedBytes() + " bytes lost with them";
        return "Link of " + cell.cell().id() + ": adds "
                + SummaryTable.time(OptionalLong.of(seen.floorNanos()))
                + " where it is to add nothing; packets let go late by "
                + SummaryTable.time(Percentile.P50.of(seen.lateNanos())) + " (median), "
                + SummaryTable.time(Percentile.P99.of(seen.lateNanos())) + " (99th percentile)" + lost;
    }
}
