package dev.pushbench.bench.report;

import java.util.Optional;

/**
 * A chart of the page with the same figures as a table.
 *
 * @param svg empty where there is nothing to draw
 * @param fold what a fold is called that it is put into; empty where it is to be seen at once
 */
record Figure(Optional<String> svg, Table table, Optional<String> fold) {
    /** To be seen at once. */
    static Figure of(String svg, Table table) {
        return new Figure(Optional.of(svg), table, Optional.empty());
    }

    /** A table alone. */
    static Figure of(Table table) {
        return new Figure(Optional.empty(), table, Optional.empty());
    }

    Figure folded(String name) {
        return new Figure(svg, table, Optional.of(name));
    }
}
