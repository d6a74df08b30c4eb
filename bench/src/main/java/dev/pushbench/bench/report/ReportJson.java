package dev.pushbench.bench.report;

import dev.pushbench.bench.report.fit.Crossover;
import dev.pushbench.bench.report.fit.Fit;
import dev.pushbench.bench.report.fit.Need;
import dev.pushbench.bench.report.fit.Offer;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Estimate;
import dev.pushbench.bench.result.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The report for programs.
 *
 * @param run name of its directory
 * @param need that the offers are for; empty where the run has no result
 */
record ReportJson(
        String run,
        boolean complete,
        Answer answer,
        List<Cell> cells,
        Optional<Asked> need,
        List<Offer> offers,
        List<Crossover> crossovers) {
    /**
     * @param row of the summary: texts, and numbers where they are some; without what was not measured
     * @param trials how many there were
     */
    record Cell(Map<String, Object> row, int trials, long rejectedTrials, List<Estimate> estimates) {}

    /**
     * @param eventsPerSecond published in all rooms together
     * @param maxLatencyMicros of 99 % of the deliveries; empty where none is asked for
     */
    record Asked(int users, double eventsPerSecond, Optional<Long> maxLatencyMicros) {
        static Asked of(Need need) {
            return new Asked(
                    need.users(), need.publishedPerSecond(), need.maxLatency().map(limit -> limit.toNanos() / 1000));
        }
    }

    /** @param asked empty where nothing was asked for: the largest load that was measured stands for it */
    static ReportJson of(Run run, Optional<Need> asked) {
        Optional<Need> need = asked.or(() -> FitTable.need(new Cells(run)));
        Fit fit = FitTable.fit(run);
        return new ReportJson(
                run.name(),
                run.manifest().complete(),
                Answer.of(run),
                run.cells().stream().map(ReportJson::cell).toList(),
                need.map(Asked::of),
                need.map(fit::offers).orElse(List.of()),
                fit.crossovers());
    }

    private static Cell cell(CellRecord cell) {
        Map<String, Object> row = new LinkedHashMap<>();
        cell.row().texts().forEach((column, text) -> {
            if (!text.isEmpty()) {
                row.put(
                        column,
                        SummaryColumns.isNumber(column, text)
                                ? cell.row().number(column).orElseThrow()
                                : text);
            }
        });
        return new Cell(row, cell.trials().size(), ValiditySection.rejected(cell), cell.estimates());
    }
}
