package dev.pushbench.bench.report;

import dev.pushbench.bench.report.chart.Heading;
import java.util.Optional;

/**
 * A chart of the page with the same figures as a table, or a table alone.
 *
 * @param chart empty where there is nothing to draw
 * @param fold what a fold is called that it is put into; empty where it is to be seen at once
 */
record Figure(Optional<Chart> chart, Table table, Optional<String> fold) {
    /** A picture, and what is written above it. */
    record Chart(String title, String svg) {}

    /** To be seen at once. */
    static Figure of(Heading heading, String svg, Table table) {
        return new Figure(Optional.of(new Chart(heading.title(), svg)), table, Optional.empty());
    }

    static Figure of(Table table) {
        return new Figure(Optional.empty(), table, Optional.empty());
    }

    Figure folded(String name) {
        return new Figure(chart, table, Optional.of(name));
    }
}
