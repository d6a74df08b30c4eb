package dev.pushbench.bench;

import dev.pushbench.bench.capacity.Ladder;
import dev.pushbench.bench.capacity.Over;
import dev.pushbench.bench.capacity.SearchPlan;
import dev.pushbench.bench.scenario.Suite;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.bench.text.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is going to be searched, and the most that it takes. */
final class SearchTable {
    private final Suite suite;
    private final SearchPlan plan;
    private final CapacityCourse course;

    SearchTable(Suite suite, SearchPlan plan, CapacityCourse course) {
        this.suite = suite;
        this.plan = plan;
        this.course = course;
    }

    /** A row for each search, then what all have in common; without an end of line after the last. */
    String lines() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns().map(TrialColumn::title).toList());
        for (Trial first : suite.trials()) {
            rows.add(columns().map(column -> column.text(first)).toList());
        }
        return String.join(
                System.lineSeparator(),
                TextTable.of(rows),
                "",
                "Service level: " + plan.slo().text(),
                "Steps: " + plan.climb() + ", until one is missed twice;",
                "  then between it and the last that was met, until they are within "
                        + Ladder.percent(plan.ladder().resolution()) + "; the highest that was met is measured again.",
                "",
                course.extent());
    }

    /** The same for JSON. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("search", plan.over().id());
        fields.put("slo", plan.slo().text());
        fields.put(
                "steps", plan.ladder().climb().stream().map(TrialColumn::plain).toList());
        fields.put("resolution", plan.ladder().resolution());
        fields.put(
                "searches",
                suite.trials().stream()
                        .map(first -> {
                            Map<String, Object> search = new LinkedHashMap<>();
                            columns()
                                    .forEach(column ->
                                            column.value(first).ifPresent(value -> search.put(column.title(), value)));
                            return search;
                        })
                        .toList());
        fields.put("most_trials", course.trials());
        fields.put("most_s", course.most().toSeconds());
        return fields;
    }

    private Stream<TrialColumn> columns() {
        TrialColumn searched = plan.over() == Over.USERS ? TrialColumn.USERS : TrialColumn.RATE;
        return TrialColumn.worthTelling(suite.trials()).stream()
                .filter(column -> column != TrialColumn.TRIAL && column != TrialColumn.FORK && column != searched);
    }
}
