package dev.pushbench.bench.gate;

import java.util.List;
import java.util.Locale;

/**
 * The result in the form of JUnit's reports, which every CI server shows: a test case for each rule in each cell. A regression is a failure,
 * what is inconclusive an error, what does not count is skipped, with what it found as its reason.
 */
public final class GateJunit {
    private GateJunit() {}

    /** With an end of line after the last. */
    public static String of(GateResult result) {
        List<Finding> findings = result.findings();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        String counts = attribute("tests", findings.size())
                + attribute("failures", result.counted(Verdict.REGRESSION))
                + attribute("errors", result.counted(Verdict.INCONCLUSIVE))
                + attribute(
                        "skipped",
                        findings.stream().filter(each -> !each.counts()).count());
        xml.append("<testsuites").append(counts).append(">\n");
        xml.append("  <testsuite")
                .append(attribute("name", "pushbench gate (" + result.kind() + "): " + result.base()))
                .append(counts)
                .append(">\n");
        findings.forEach(finding -> xml.append(testCase(finding)));
        xml.append("  </testsuite>\n</testsuites>\n");
        return xml.toString();
    }

    private static String testCase(Finding finding) {
        String head = "    <testcase" + attribute("classname", finding.cell())
                + attribute(
                        "name",
                        finding.rule().metric() + " (" + finding.rule().tier().id() + ")");
        if (!finding.counts()) {
            String word = finding.verdict().name().toLowerCase(Locale.ROOT);
            return head + "><skipped" + attribute("message", "advisory, " + word + ": " + finding.text())
                    + "/></testcase>\n";
        }
        return switch (finding.verdict()) {
            case PASS, IMPROVEMENT ->
                head + "><system-out>" + escaped(finding.verdict() + ": " + finding.text())
                        + "</system-out></testcase>\n";
            case REGRESSION -> head + ">" + complaint("failure", finding) + "</testcase>\n";
            case INCONCLUSIVE -> head + ">" + complaint("error", finding) + "</testcase>\n";
        };
    }

    private static String complaint(String element, Finding finding) {
        return "<" + element + attribute("type", finding.verdict().name()) + attribute("message", finding.text())
                + "/>";
    }

    private static String attribute(String name, Object value) {
        return " " + name + "=\"" + escaped(value.toString()) + "\"";
    }

    /** What is no character of XML 1.0 (section 2.2) cannot be written in it at all. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\r', '\t' -> escaped.append("&#").append(point).append(';');
                default -> escaped.appendCodePoint(isXml(point) ? point : '?');
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int point) {
        return (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || (point >= 0x10000 && point <= 0x10FFFF);
    }
}
