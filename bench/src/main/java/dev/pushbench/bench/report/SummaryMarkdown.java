package dev.pushbench.bench.report;

import dev.pushbench.bench.claim.ClaimsFound;
import dev.pushbench.bench.gate.GateResult;
import dev.pushbench.bench.gate.GateTable;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.result.Run;
import dev.pushbench.bench.text.MarkdownText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The run in Markdown, for a pull request: a headline, a table, validity, and how to see more. */
final class SummaryMarkdown {
    /** GitHub takes no more than 65,536 characters; what other tools add must fit as well. */
    private static final int MOST_BYTES = 60_000;

    /** Of a gate or of searches; each may take several hundred bytes. */
    private static final int MOST_FINDINGS = 30;

    private static final List<String> HEADER = List.of(
            "technique",
            "users",
            "events/s",
            "p50",
            "p99",
            "bytes/delivery",
            "requests/delivery",
            "server CPU/delivery",
            "validity",
            "cell");

    private final StringBuilder text = new StringBuilder();
    private int bytes;

    private SummaryMarkdown() {}

    /** Of a run that searched nothing. */
    static String of(Run run, Optional<GateResult> gate) {
        return of(run, gate, List.of());
    }

    /** Of a run that tried no claims. */
    static String of(Run run, Optional<GateResult> gate, List<Row> knees) {
        return of(run, gate, knees, Optional.empty());
    }

    static String of(Run run, Optional<GateResult> gate, List<Row> knees, Optional<ClaimsFound> claims) {
        SummaryMarkdown summary = new SummaryMarkdown();
        Answer answer = claims.map(found -> Answer.of(run, found)).orElseGet(() -> Answer.of(run, knees));
        summary.line("## Pushbench: " + MarkdownText.escaped(run.name()));
        summary.line("");
        summary.line("**" + MarkdownText.escaped(answer.sentence()) + "**");
        summary.line("");
        answer.caveats().forEach(caveat -> summary.line("- " + MarkdownText.escaped(caveat)));
        summary.line("");
        claims.ifPresent(summary::claims);
        gate.ifPresent(summary::gate);
        if (!knees.isEmpty()) {
            summary.capacity(knees);
        }
        Cells cells = new Cells(run);
        summary.table(cells);
        summary.validity(cells);
        summary.line("");
        summary.line("More: `report.html` in the run's directory has charts, all columns and where they come from;"
                + " `java -jar pushbench.jar report DIR` makes it again.");
        return summary.text.toString();
    }

    private void claims(ClaimsFound found) {
        line("### Claims");
        line("");
        ClaimsMarkdown.table(found).lines().forEach(this::line);
        line("");
    }

    private void gate(GateResult gate) {
        line("### Gate: " + gate.verdict());
        line("");
        line("Against " + MarkdownText.escaped(gate.base()) + ". " + gate.headline() + ".");
        line("");
        List<List<String>> rows =
                GateTable.told(gate).stream().map(GateTable::row).toList();
        if (rows.isEmpty()) {
            return;
        }
        row(GateTable.TITLES);
        line("|---|---|---|---|");
        rows.stream().limit(MOST_FINDINGS).forEach(this::row);
        line("");
        if (rows.size() > MOST_FINDINGS) {
            line(rows.size() - MOST_FINDINGS + " more findings are in gate.json.");
            line("");
        }
    }

    private void capacity(List<Row> knees) {
        line("### Capacity within " + MarkdownText.escaped(knees.get(0).text("slo")));
        line("");
        row(CapacityTable.TITLES);
        line("|---|---:|---:|---:|---:|---:|---:|---|---:|");
        List<List<String>> rows = CapacityTable.rows(knees);
        rows.stream().limit(MOST_FINDINGS).forEach(this::row);
        line("");
        knees.stream()
                .limit(MOST_FINDINGS)
                .forEach(knee -> line("- " + MarkdownText.escaped(shortened(CapacityTable.sentence(knee, knees)))));
        line("");
        if (rows.size() > MOST_FINDINGS) {
            line(rows.size() - MOST_FINDINGS + " more searches are in capacity.csv.");
            line("");
        }
    }

    private void table(Cells cells) {
        row(HEADER);
        line("|---|---:|---:|---:|---:|---:|---:|---:|---|---|");
        int shown = 0;
        for (CellRecord cell : cells.all()) {
            if (bytes > MOST_BYTES * 2 / 3) {
                line("");
                line(cells.all().size() - shown + " more cells are in summary.csv.");
                return;
            }
            row(fields(cells, cell));
            shown++;
        }
    }

    private static List<String> fields(Cells cells, CellRecord cell) {
        boolean isResult = cell.row().isResult();
        List<String> fields = new ArrayList<>(List.of(
                cells.name(cell),
                Digits.count(cell.row().users()),
                Digits.exact(cell.row().eventsPerSecond())));
        fields.add(isResult ? Digits.or(Figures.of(cell, "latency_p50_us"), Digits::micros) : Digits.NONE);
        fields.add(isResult ? Digits.or(Figures.of(cell, "latency_p99_us"), Digits::micros) : Digits.NONE);
        fields.add(isResult ? Digits.or(Bytes.perDelivery(cell), Digits::three) : Digits.NONE);
        fields.add(isResult ? Digits.or(Figures.of(cell, "requests_per_delivery"), Digits::three) : Digits.NONE);
        fields.add(isResult ? Digits.or(Figures.of(cell, "server_cpu_us_per_delivery"), Digits::micros) : Digits.NONE);
        fields.add(cell.row().validity());
        fields.add(cell.row().cell());
        return fields;
    }

    private void validity(Cells cells) {
        List<CellRecord> flawed =
                cells.all().stream().filter(cell -> !Cells.isValid(cell)).toList();
        line("");
        line(cells.all().size() - flawed.size() + " of " + cells.all().size() + " cells are valid.");
        if (flawed.isEmpty()) {
            return;
        }
        line("");
        int shown = 0;
        for (CellRecord cell : flawed) {
            String cause = shortened(ValiditySection.causes(cell));
            String line =
                    "- " + MarkdownText.escaped(cell.row().validity() + ": " + cells.fullName(cell) + ": " + cause);
            if (bytes + line.length() * 3 > MOST_BYTES) {
                line("- and " + (flawed.size() - shown) + " more");
                return;
            }
            line(line);
            shown++;
        }
    }

    private static String shortened(String cause) {
        return cause.length() <= 300 ? cause : cause.substring(0, 300) + "…";
    }

    private void row(List<String> fields) {
        line("| "
                + String.join(" | ", fields.stream().map(MarkdownText::escaped).toList()) + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
        bytes += line.getBytes(StandardCharsets.UTF_8).length + 1;
    }
}
