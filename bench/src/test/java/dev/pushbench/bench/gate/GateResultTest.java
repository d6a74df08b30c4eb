package dev.pushbench.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class GateResultTest {
    private static final String HOSTILE = "<b>&\"'|`@all` \u0007\uFFFF\nsecond: 100%, ]]>";
    private static final Rule RULE = Rule.of(Tier.EXACT, Gated.METRIC, Direction.LOWER, 0.1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // in capitals what counts
                "''                                        | INCONCLUSIVE",
                "regression inconclusive improvement pass  | INCONCLUSIVE",
                "PASS regression inconclusive              | PASS",
                "PASS PASS                                 | PASS",
                "PASS IMPROVEMENT                          | IMPROVEMENT",
                "PASS IMPROVEMENT INCONCLUSIVE             | INCONCLUSIVE",
                "INCONCLUSIVE IMPROVEMENT REGRESSION PASS  | REGRESSION",
            })
    void theGravestThatCountsDecides(String findings, Verdict verdict) {
        assertThat(result(findings).verdict()).isEqualTo(verdict);
    }

    @Test
    void theGravestIsToldFirstAndWhatPassedLast() {
        assertThat(result("PASS pass improvement IMPROVEMENT regression INCONCLUSIVE REGRESSION")
                        .ordered())
                .extracting(GateTable::word)
                .containsExactly(
                        "REGRESSION",
                        "INCONCLUSIVE",
                        "IMPROVEMENT",
                        "regression (advisory)",
                        "improvement (advisory)",
                        "PASS",
                        "pass (advisory)");
    }

    @Test
    void aTableTellsWhatSaysSomething() {
        assertThat(GateTable.of(result("PASS REGRESSION inconclusive improvement INCONCLUSIVE pass"))
                        .lines())
                .containsExactly(
                        "Base: the base",
                        "Head: the head",
                        "",
                        "verdict                 cell      metric          what was found",
                        "REGRESSION              sse-100u  latency_p50_us  found",
                        "INCONCLUSIVE            sse-100u  latency_p50_us  found",
                        "improvement (advisory)  sse-100u  latency_p50_us  found",
                        "",
                        "Gate: REGRESSION: 1 regressed, 1 inconclusive, 0 improved, 1 passed; 3 advisory");
        assertThat(GateTable.of(result("PASS")).lines()).hasSize(4);
    }

    @Test
    void jsonIsReadBackAsItWas() {
        List<Finding> findings = new ArrayList<>(result("PASS regression").findings());
        findings.addAll(PairedJudge.findings(
                new Policy(List.of(Rule.of(Tier.TIMED, Gated.METRIC, Direction.LOWER, 0.1), Rule.completeness())),
                java.util.Map.of(
                        Gated.CELL,
                        Gated.pairs(Gated.METRIC, Collections.nCopies(6, "10"), Collections.nCopies(6, "20")))));
        GateResult result = new GateResult(GateResult.AB, HOSTILE, "the head", findings);

        String json = GateJson.of(result);

        assertThat(GateJson.parse(json)).isEqualTo(result);
        assertThat(json)
                .contains("\"schema_version\" : 1", "\"kind\" : \"ab\"", "\"verdict\" : \"regression\"")
                .contains("\"better\" : \"lower\"", "\"basis\" : \"anywhere\"", "\"ci_low\" : ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"schema_version\": 1}",
                "{\"schema_version\": 2, \"kind\": \"ab\", \"base\": \"\", \"head\": \"\", \"verdict\": \"\", \"findings\": []}",
                "{\"schema_version\": 1, \"kind\": \"xy\", \"base\": \"\", \"head\": \"\", \"verdict\": \"\", \"findings\": []}",
                "{\"schema_version\": 1, \"kind\": \"ab\", \"base\": \"\", \"head\": \"\", \"verdict\": \"\", \"findings\": [null]}",
                "{\"schema_version\": 1, \"kind\": \"ab\", \"base\": \"\", \"head\": \"\", \"verdict\": \"\", \"findings\": [{}]}",
                "{\"schema_version\": 1, \"kind\": \"ab\", \"base\": \"\", \"head\": \"\", \"verdict\": \"\", \"findings\": []",
            })
    void otherJsonIsNoResult(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> GateJson.parse(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"verdict\" : \"regression\" | \"verdict\" : \"lost\"",
                "\"tier\" : \"exact\"         | \"tier\" : \"vague\"",
                "\"better\" : \"lower\"       | \"better\" : \"greener\"",
                "\"limit\" : 0.1              | \"limit\" : -1",
                "\"techniques\" : [ ]         | \"techniques\" : [ \"pigeon\" ]",
                "\"pairs\" : 0                | \"pairs\" : -1",
            })
    void aDamagedFindingIsNone(String before, String after) {
        String json = GateJson.of(result("REGRESSION"));
        assertThat(json).contains(before);
        int last = json.lastIndexOf(before);

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> GateJson.parse(json.substring(0, last) + after + json.substring(last + before.length())));
    }

    @Test
    void junitHasACaseForEachFindingOfItsKind() throws Exception {
        Document document = parsed(GateJunit.of(result("PASS IMPROVEMENT REGRESSION INCONCLUSIVE regression pass")));

        Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("tests")).isEqualTo("6");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("2");
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(6);
        assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(document.getElementsByTagName("error").getLength()).isEqualTo(1);
        NodeList skipped = document.getElementsByTagName("skipped");
        assertThat(((Element) skipped.item(0)).getAttribute("message")).isEqualTo("advisory, regression: found");
    }

    @Test
    void hostileTextsStayTexts() throws Exception {
        GateResult result = new GateResult(
                GateResult.BASELINE,
                HOSTILE,
                HOSTILE,
                List.of(finding(Verdict.REGRESSION, true, HOSTILE), finding(Verdict.PASS, true, HOSTILE)));

        Element failure = (Element)
                parsed(GateJunit.of(result)).getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("<b>&\"'|`@all` ??\nsecond: 100%, ]]>");
        assertThat(GateMarkdown.of(result)).doesNotContain("<b>", "@all", "`@");
        assertThat(GateMarkdown.of(result).lines().filter(line -> line.startsWith("| REGRESSION")))
                .hasSize(1);
        assertThat(GateAnnotations.of(result))
                .hasLineCount(1)
                .startsWith("::error title=REGRESSION latency_p50_us::sse-100u: latency_p50_us: <b>&")
                .contains("%0Asecond: 100%25");
        assertThat(GateJson.parse(GateJson.of(result))).isEqualTo(result);
    }

    @Test
    void tenAnnotationsAreTheMost() {
        assertThat(GateAnnotations.of(many(10)).lines()).hasSize(10).noneMatch(line -> line.contains("more"));
        assertThat(GateAnnotations.of(many(25)).lines().toList())
                .hasSize(10)
                .last()
                .isEqualTo("::error title=REGRESSION::and 16 more findings, see gate.json");
        assertThat(GateAnnotations.of(result("PASS IMPROVEMENT regression"))).isEmpty();
        assertThat(GateAnnotations.of(result("regression"))).startsWith("::error title=INCONCLUSIVE::");
    }

    @Test
    void aSummaryStaysUnderAMebibyte() {
        String markdown = GateMarkdown.of(many(20_000));

        assertThat(markdown.length()).isBetween(300_000, 301_000);
        assertThat(markdown).contains(" more findings are in gate.json.");
        assertThat(GateMarkdown.of(many(3))).doesNotContain("more findings");
    }

    @Test
    void aSummaryIsAHeadingASentenceAndATable() {
        assertThat(GateMarkdown.of(result("PASS REGRESSION inconclusive")).lines())
                .containsExactly(
                        "## Gate: REGRESSION",
                        "",
                        "the head against the base. REGRESSION: 1 regressed, 0 inconclusive, 0 improved, 1 passed; 1 advisory.",
                        "",
                        "| verdict | cell | metric | what was found |",
                        "|---|---|---|---|",
                        "| REGRESSION | sse-100u | latency\\_p50\\_us | found |",
                        "");
        assertThat(GateMarkdown.of(result("PASS"))).doesNotContain("|");
    }

    @Test
    void whatASummaryLeavesOutIsCounted() {
        int count = 20_000;
        List<String> lines = GateMarkdown.of(many(count)).lines().toList();
        long rows =
                lines.stream().filter(line -> line.startsWith("| REGRESSION")).count();

        assertThat(lines).contains(count - rows + " more findings are in gate.json.");
    }

    @Test
    void thereAreTwoKindsOfGate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GateResult("other", "", "", List.of()))
                .withMessageContaining("other");
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static GateResult many(int count) {
        return new GateResult(
                GateResult.BASELINE,
                "the base",
                "the head",
                Collections.nCopies(
                        count,
                        finding(Verdict.REGRESSION, true, "found ".repeat(10).strip())));
    }

    private static GateResult result(String verdicts) {
        List<Finding> findings = Arrays.stream(verdicts.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> finding(
                        Verdict.valueOf(word.toUpperCase(java.util.Locale.ROOT)),
                        Character.isUpperCase(word.charAt(0)),
                        "found"))
                .toList();
        return new GateResult(GateResult.BASELINE, "the base", "the head", findings);
    }

    private static Finding finding(Verdict verdict, boolean counts, String text) {
        return new Finding(
                RULE,
                Gated.CELL,
                verdict,
                counts,
                Optional.of(1.0),
                Optional.empty(),
                Optional.of(0.5),
                Optional.empty(),
                0,
                text);
    }
}
