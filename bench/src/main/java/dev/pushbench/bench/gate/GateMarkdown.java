package dev.pushbench.bench.gate;

import dev.pushbench.bench.text.MarkdownText;
import java.util.List;
import java.util.stream.Collectors;

/** The result for the summary of a job, or a pull request. */
public final class GateMarkdown {
    /** GitHub takes 1 MiB for all that a step says; a character has up to three bytes. */
    private static final int MOST_CHARACTERS = 300_000;

    private final StringBuilder text = new StringBuilder();

    private GateMarkdown() {}

    /** With an end of line after the last, so that it can be added to what is there. */
    public static String of(GateResult result) {
        GateMarkdown markdown = new GateMarkdown();
        markdown.line("## Gate: " + result.verdict());
        markdown.line("");
        markdown.line(MarkdownText.escaped(result.head()) + " against " + MarkdownText.escaped(result.base()) + ". "
                + result.headline() + ".");
        markdown.line("");
        markdown.table(GateTable.told(result));
        return markdown.text.toString();
    }

    private void table(List<Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        row(GateTable.TITLES);
        line("|---|---|---|---|");
        int shown = 0;
        for (Finding finding : findings) {
            if (text.length() > MOST_CHARACTERS) {
                line("");
                line(findings.size() - shown + " more findings are in gate.json.");
                break;
            }
            row(GateTable.row(finding));
            shown++;
        }
        line("");
    }

    private void row(List<String> fields) {
        line(fields.stream().map(MarkdownText::escaped).collect(Collectors.joining(" | ", "| ", " |")));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
