package dev.pushbench.bench.report;

import dev.pushbench.bench.claim.ClaimsFound;
import dev.pushbench.bench.text.MarkdownText;
import java.util.List;

/** What became of the claims, as a Markdown table: {@code claims.md}, and a part of {@code summary.md}. */
final class ClaimsMarkdown {
    private ClaimsMarkdown() {}

    /** The whole file. */
    static String of(String run, ClaimsFound found) {
        return "## Claims: " + MarkdownText.escaped(run) + "\n\n" + table(found);
    }

    static String table(ClaimsFound found) {
        StringBuilder text = new StringBuilder();
        text.append("**")
                .append(found.sentence())
                .append(".** ")
                .append(found.intervals())
                .append("\n\n");
        row(text, ClaimsFound.TITLES);
        text.append("|---|---|---|---|\n");
        found.rows().forEach(each -> row(text, each));
        return text.toString();
    }

    private static void row(StringBuilder text, List<String> fields) {
        text.append("| ")
                .append(String.join(
                        " | ", fields.stream().map(MarkdownText::escaped).toList()))
                .append(" |\n");
    }
}
