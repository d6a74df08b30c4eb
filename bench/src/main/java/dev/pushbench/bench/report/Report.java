package dev.pushbench.bench.report;

import dev.pushbench.bench.claim.ClaimsFound;
import dev.pushbench.bench.gate.GateJson;
import dev.pushbench.bench.gate.GateResult;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.report.fit.Need;
import dev.pushbench.bench.result.Json;
import dev.pushbench.bench.result.KneeFile;
import dev.pushbench.bench.result.NotWrittenException;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.result.Run;
import dev.pushbench.bench.result.RunDirectory;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is told of a run: the same text each time it is asked for. */
public final class Report {
    /** The page that {@link #write} makes. */
    public static final String PAGE = "report.html";

    /** What a gate found in the run, which the report tells where it is there. */
    public static final String GATE = "gate.json";

    private static final String SUMMARY = "summary.md";
    private static final String CLAIMS = "claims.md";
    private static final String METRICS = "metrics.txt";

    private Report() {}

    /**
     * Writes page, summary and metrics into the directory, each at once or not at all.
     *
     * @throws NotWrittenException where they cannot be written
     * @throws UsageError where what a gate, a search or claims found is there and damaged
     */
    public static void write(Run run, Path directory) {
        Optional<GateResult> gate = gate(directory);
        List<Row> knees = knees(directory);
        Optional<ClaimsFound> claims = claims(directory);
        write(html(run, gate, knees, claims), directory.resolve(PAGE));
        write(SummaryMarkdown.of(run, gate, knees, claims), directory.resolve(SUMMARY));
        claims.ifPresent(found -> write(ClaimsMarkdown.of(run.name(), found), directory.resolve(CLAIMS)));
        write(OpenMetrics.of(run), directory.resolve(METRICS));
    }

    /** Writes the text under that name, in place of what was there. */
    public static void write(String text, Path file) {
        RunDirectory.replace(file.toAbsolutePath(), text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What a gate found in the run of that directory; empty where none was asked.
     *
     * @throws UsageError where its file is damaged
     */
    public static Optional<GateResult> gate(Path directory) {
        Path file = directory.resolve(GATE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(GateJson.parse(Files.readString(file)));
        } catch (IOException unreadable) {
            throw new UsageError(file.toString(), "cannot be read");
        } catch (IllegalArgumentException damaged) {
            throw new UsageError(file.toString(), "not what a gate wrote: " + damaged.getMessage());
        }
    }

    /**
     * What the searches of that directory's run found; empty where it searched nothing.
     *
     * @throws UsageError where their file is damaged
     */
    public static List<Row> knees(Path directory) {
        return KneeFile.read(directory.resolve(KneeFile.NAME));
    }

    /**
     * What became of the claims of that directory's run; empty where it tried none.
     *
     * @throws UsageError where their file is damaged
     */
    public static Optional<ClaimsFound> claims(Path directory) {
        Path file = directory.resolve(ClaimsFound.NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ClaimsFound.parse(file.toString(), Files.readString(file)));
        } catch (IOException unreadable) {
            throw new UsageError(file.toString(), "cannot be read");
        }
    }

    /** The page of a run that no gate was asked about. */
    static String html(Run run) {
        return html(run, Optional.empty());
    }

    /** The page of a run that searched nothing. */
    static String html(Run run, Optional<GateResult> gate) {
        return html(run, gate, List.of());
    }

    /** The page of a run that tried no claims. */
    static String html(Run run, Optional<GateResult> gate, List<Row> knees) {
        return html(run, gate, knees, Optional.empty());
    }

    /**
     * The page.
     *
     * @param knees what searches found
     * @param claims what became of them, where some were tried
     */
    public static String html(Run run, Optional<GateResult> gate, List<Row> knees, Optional<ClaimsFound> claims) {
        TemplateEngine engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, Report.class.getClassLoader(), Report.class.getPackageName());
        TemplateOutput page = new StringOutput();
        engine.render("report.jte", Page.of(run, gate, knees, claims), page);
        return page.toString();
    }

    /** Answer, cells, and what fits the need, for programs. */
    public static String json(Run run, Optional<Need> need) {
        return Json.of(ReportJson.of(run, need));
    }

    /**
     * Which technique fits a need.
     *
     * @param title the load, and what its rate means
     * @param rows a header, then a row for each technique: those that fit first, and of them the cheapest
     */
    public record Offers(String title, List<List<String>> rows) {}

    /** What fits that need. */
    public static Offers offers(Run run, Need need) {
        Table table = FitTable.offers(FitTable.fit(run), need);
        List<List<String>> rows = new ArrayList<>(List.of(table.header()));
        rows.addAll(table.rows());
        return new Offers(table.caption(), rows);
    }

    /** The largest load of the run that has a valid cell: what is asked for where nothing else is. */
    public static Optional<Need> measuredNeed(Run run) {
        return FitTable.need(new Cells(run));
    }
}
