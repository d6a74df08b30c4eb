package dev.pushbench.bench.report;

import dev.pushbench.bench.result.Row;
import java.util.List;

/** How much each technique carries within the service level, as the searches of the run found it. */
final class CapacitySection {
    private CapacitySection() {}

    /** @param knees at least one */
    static Section of(List<Row> knees) {
        String slo = knees.get(0).text("slo");
        return new Section(
                "capacity",
                "Capacity within " + slo,
                List.of(
                        "A knee is the highest step at which the service level was met in two trials, with a missed one above it. Beyond it events wait longer and longer.",
                        "At least: the highest step that was met; the ones above it could not be judged, or were not asked for. It says nothing of where the server's limit is.",
                        "Per server core: deliveries a second by the CPU time that the server's whole process used a second. Per IO thread: by the number of those."),
                knees.stream().map(knee -> CapacityTable.sentence(knee, knees)).toList(),
                List.of(Figure.of(
                        new Table("The highest step that was met", CapacityTable.TITLES, CapacityTable.rows(knees)))));
    }
}
