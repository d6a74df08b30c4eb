package dev.pushbench.bench.report;

import dev.pushbench.bench.report.fit.Need;
import dev.pushbench.bench.result.Json;
import dev.pushbench.bench.result.Run;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is told of a run: the same text each time it is asked for. */
public final class Report {
    /** The page that {@link #write} makes. */
    public static final String PAGE = "report.html";

    private static final String SUMMARY = "summary.md";
    private static final String METRICS = "metrics.txt";

    private Report() {}

    /**
     * Writes page, summary and metrics into the directory, each at once or not at all.
     *
     * @throws UncheckedIOException where they cannot be written
     */
    public static void write(Run run, Path directory) {
        write(html(run), directory.resolve(PAGE));
        write(SummaryMarkdown.of(run), directory.resolve(SUMMARY));
        write(OpenMetrics.of(run), directory.resolve(METRICS));
    }

    /** Writes the text under that name, in place of what was there. */
    public static void write(String text, Path file) {
        Path whole = file.toAbsolutePath();
        Path partial = whole.resolveSibling("." + whole.getFileName() + ".partial");
        try {
            Files.write(partial, text.getBytes(StandardCharsets.UTF_8));
            Files.move(partial, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException notWritten) {
            throw new UncheckedIOException("cannot be written: " + file, notWritten);
        }
    }

    /** The page. */
    public static String html(Run run) {
        TemplateEngine engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, Report.class.getClassLoader(), Report.class.getPackageName());
        TemplateOutput page = new StringOutput();
        engine.render("report.jte", Page.of(run), page);
        return page.toString();
    }

    /** Answer, cells, and what fits the need, for programs. */
    public static String json(Run run, Optional<Need> need) {
        return Json.of(ReportJson.of(run, need));
    }

    /** What fits that need: a header, then a row for each technique, those that fit first and of them the cheapest. */
    public static List<List<String>> offers(Run run, Need need) {
        Table table = FitTable.offers(FitTable.fit(run), need);
        List<List<String>> rows = new ArrayList<>(List.of(table.header()));
        rows.addAll(table.rows());
        return rows;
    }

    /** The largest load of the run that has a valid cell: what is asked for where nothing else is. */
    public static Optional<Need> measuredNeed(Run run) {
        return FitTable.need(new Cells(run));
    }
}
