package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.text.MarkdownText;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SummaryMarkdownTest {
    @Test
    void hasHeadlineTableValidityAndAWayToMore() {
        String summary = SummaryMarkdown.of(
                Runs.standard()
                        .graded("sse-1000u-10r-128b-minimal", "SUSPECT")
                        .graded("polling-100u-10r-128b-minimal", "INVALID")
                        .run(),
                Optional.empty());

        assertThat(summary.lines())
                .contains(
                        "## Pushbench: 20261121T000000Z-0123456-default",
                        "| polling | 100 | 10 | – | – | – | – | – | INVALID | polling-100u-10r-128b-minimal |",
                        "8 of 10 cells are valid.",
                        "- SUSPECT: sse, 1,000 users, 10 events/s: other processes had 0.21 of the cores' time")
                .anyMatch(line -> line.startsWith("**With 1,000 users"))
                .anyMatch(line -> line.startsWith("| websocket | 1,000 | 10 |")
                        && line.endsWith("| VALID | websocket-1000u-10r-128b-minimal |"))
                .anyMatch(line -> line.contains("`report.html`"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a|b a\\|b",
                "<b> &lt;b&gt;",
                "*x* \\*x\\*",
                "[a](b) \\[a\\](b)",
                "@someone &#64;someone",
                "http://x http&#58;//x",
                "`x` \\`x\\`",
                "plain plain"
            })
    void wordsStayWords(String words, String escaped) {
        assertThat(MarkdownText.escaped(words)).isEqualTo(escaped);
    }
}
