package dev.pushbench.bench;

import dev.pushbench.bench.jmh.MicroFigure;
import dev.pushbench.bench.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The figures of micro benchmarks for a terminal: a row for each, a dash for what JMH could not say. */
final class MicroTable {
    private static final List<String> HEADER = List.of("benchmark", "ns/op", "±", "B/op");

    private MicroTable() {}

    /** The table's lines, without an end of line after the last. */
    static String of(List<MicroFigure> figures) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        figures.forEach(figure -> rows.add(row(figure)));
        return TextTable.of(rows);
    }

    private static List<String> row(MicroFigure figure) {
        return List.of(
                figure.benchmark(),
                number("%.1f", OptionalDouble.of(figure.nsPerOp())),
                number("%.1f", figure.errorNs()),
                number("%.0f", figure.bytesPerOp()));
    }

    private static String number(String format, OptionalDouble number) {
        return number.isPresent() ? String.format(Locale.ROOT, format, number.getAsDouble()) : TextTable.NOT_MEASURED;
    }
}
