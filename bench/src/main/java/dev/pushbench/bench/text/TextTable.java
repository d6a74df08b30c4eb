package dev.pushbench.bench.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows for a terminal, the first of titles. Words are aligned to the left; numbers, with or without a unit, to the right. */
public final class TextTable {
    /** Stands for a figure that was not measured, and for a setting that means nothing. */
    public static final String NOT_MEASURED = "-";

    private static final String BETWEEN = "  ";
    private static final Pattern NUMBER = Pattern.compile("-|-?\\d.*");

    private TextTable() {}

    /** The table's lines, without an end of line after the last. All rows have the same number of columns. */
    public static String of(List<List<String>> rows) {
        List<String> formats = IntStream.range(0, rows.get(0).size())
                .mapToObj(column -> format(rows, column))
                .toList();
        return rows.stream().map(row -> line(row, formats)).collect(Collectors.joining(System.lineSeparator()));
    }

    private static String format(List<List<String>> rows, int column) {
        int width =
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
        boolean hasNumbers = rows.stream()
                .skip(1)
                .allMatch(row -> NUMBER.matcher(row.get(column)).matches());
        return "%" + (hasNumbers ? "" : "-") + width + "s";
    }

    private static String line(List<String> row, List<String> formats) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> String.format(formats.get(column), row.get(column)))
                .collect(Collectors.joining(BETWEEN))
                .stripTrailing();
    }
}
