package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Run;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class ReportTest {
    private static final int MOST_BYTES_OF_TEN_CELLS = 300_000;
    private static final int MOST_BYTES_OF_200_CELLS = 2_000_000;
    private static final int MOST_BYTES_OF_A_SUMMARY = 64_000;

    /** Written once: most of the tests only look at it. */
    private static final String WIDE = Report.html(wide().run());

    @TempDir
    private Path folder;

    @Test
    void writesThreeFilesAndNothingElse() throws Exception {
        Report.write(Runs.standard().run(), folder);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("report.html", "summary.md", "metrics.txt");
        }
        assertThat(Files.size(folder.resolve("report.html"))).isLessThan(MOST_BYTES_OF_TEN_CELLS);
    }

    @Test
    void givesTheSameBytesAgainInAnotherPlace() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        try {
            assertThat(Report.html(wide().run())).isEqualTo(WIDE);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void everyChartIsXmlWithANameAndATable() throws Exception {
        List<String> figures = found("<figure>.*?</figure>", WIDE);

        assertThat(figures).hasSizeGreaterThan(15);
        for (String figure : figures) {
            assertThat(figure).contains("<table>");
            Element svg = parsed(found("<svg.*?</svg>", figure).get(0));
            String[] names = svg.getAttribute("aria-labelledby").split(" ", -1);
            assertThat(svg.getAttribute("role")).isEqualTo("img");
            assertThat(text(svg, "title", names[0])).isNotBlank();
            assertThat(text(svg, "desc", names[1])).isNotBlank();
        }
    }

    @Test
    void noIdIsThereTwice() {
        assertThat(found(" id=\"[^\"]*\"", WIDE)).doesNotHaveDuplicates();
    }

    @Test
    void figuresAreThoseOfTheFile() {
        Run run = Runs.standard().run();
        String html = Report.html(run);

        for (CellRecord cell : run.cells()) {
            cell.row().texts().values().stream()
                    .filter(text -> text.matches("[\\d.]+"))
                    .forEach(text -> assertThat(html).contains(">" + text + "<"));
        }
    }

    @Test
    void asksForNothing() {
        assertThat(WIDE).contains("content=\"default-src &#39;none&#39;; style-src &#39;sha256-");
        assertThat(found("(?:src|href)=\"(?!#)[^\"]*\"", WIDE)).isEmpty();
        assertThat(WIDE).doesNotContain("@import", " style=", " onclick", "url(http");
    }

    @Test
    void namesOfOthersAreTextEverywhere() {
        Run run = Runs.standard()
                .named(Runs.HOSTILE)
                .headers("minimal", Runs.HOSTILE)
                .causes(Runs.HOSTILE)
                .graded("*", "NOISY")
                .run();

        String html = Report.html(run);

        assertThat(html).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert", "</script>alert");
        assertThat(found("<script[^>]*>", html))
                .containsExactly("<script type=\"application/json\" id=\"fit-models\">", "<script>");
        assertThat(SummaryMarkdown.of(run, Optional.empty())).doesNotContain("<script", "\n=cmd");
        assertThat(Report.json(run, Optional.empty())).contains("<script>alert(1)</script>\\n=cmd()");
    }

    @Test
    void everyOutcomeHasAPage() {
        assertThat(Report.html(Runs.standard().graded("*", "INVALID").run()))
                .contains("No answer", "No cell has a result", "10 are invalid");
        assertThat(Report.html(Runs.standard().users(1).run())).contains("Neither users nor rate vary");
        assertThat(Report.html(new Run("empty", Runs.standard().manifest(), List.of())))
                .contains("No answer");
    }

    @Test
    void manyCellsStayReadable() {
        Run run = Runs.standard()
                .users(10, 20, 50, 100, 200)
                .rates(1.0, 2.0, 5.0, 10.0)
                .headers("minimal", "browser")
                .graded("*", "NOISY")
                .causes("other processes used 21 % of the CPU; ".repeat(6))
                .run();

        assertThat(run.cells()).hasSize(200);
        assertThat(Report.html(run).length()).isLessThan(MOST_BYTES_OF_200_CELLS);
        assertThat(SummaryMarkdown.of(run, Optional.empty()).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(MOST_BYTES_OF_A_SUMMARY);
    }

    @Test
    void whatCannotBeWrittenIsToldAndLeavesNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "precious");

        assertThatThrownBy(() -> Report.write(Runs.standard().run(), file)).isInstanceOf(UncheckedIOException.class);
        assertThat(file).hasContent("precious");
    }

    private static Runs wide() {
        return Runs.standard().users(100, 1000, 2000).rates(1.0, 10.0).trials(5);
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static Element parsed(String xml) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        return document.getDocumentElement();
    }

    private static String text(Element svg, String element, String id) {
        Element found = (Element) svg.getElementsByTagName(element).item(0);
        assertThat(found.getAttribute("id")).isEqualTo(id);
        return found.getTextContent();
    }
}
