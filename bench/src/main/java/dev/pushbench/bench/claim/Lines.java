package dev.pushbench.bench.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Cells as lines of a chart, one for each technique. */
final class Lines {
    private Lines() {}

    static List<ClaimChart.Line> of(List<Seen> cells, ToDoubleFunction<Seen> across, Function<Seen, Amount> amount) {
        Map<String, List<ClaimChart.Point>> points = new LinkedHashMap<>();
        cells.forEach(cell -> points.computeIfAbsent(cell.technique().id(), unseen -> new ArrayList<>())
                .add(ClaimChart.Point.of(across.applyAsDouble(cell), amount.apply(cell))));
        List<ClaimChart.Line> lines = new ArrayList<>();
        points.forEach((technique, all) -> lines.add(new ClaimChart.Line(
                technique,
                Optional.of(technique),
                all.stream()
                        .sorted(Comparator.comparingDouble(ClaimChart.Point::x))
                        .toList())));
        return lines;
    }
}
