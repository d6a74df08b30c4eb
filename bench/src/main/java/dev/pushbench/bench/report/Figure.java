package dev.pushbench.bench.report;

import dev.pushbench.bench.report.chart.Heading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

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

    /**
     * Those of each workload: of the first that has some to be seen at once, of the others folded, as many as a section may have.
     *
     * @param figures makes them, of a workload and of how many there are before
     */
    static List<Figure> ofEach(List<Workload> workloads, BiFunction<Workload, Integer, List<Figure>> figures) {
        List<Figure> all = new ArrayList<>();
        for (Workload workload : workloads) {
            boolean isFirst = all.isEmpty();
            if (isFirst || all.size() < Page.MOST_FOLDS) {
                for (Figure figure : figures.apply(workload, all.size())) {
                    all.add(isFirst ? figure : figure.folded());
                }
            }
        }
        return all;
    }

    /** Put into a fold that is called what the figure is. */
    Figure folded() {
        return folded(chart.map(Chart::title).orElse(table.caption()));
    }

    Figure folded(String name) {
        return new Figure(chart, table, Optional.of(name));
    }
}
