package dev.pushbench.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A table of the page.
 *
 * @param caption what it shows
 * @param header of the columns; the first names the rows
 */
record Table(String caption, List<String> header, List<List<String>> rows) {
    private static final Pattern FIGURE = Pattern.compile("[-±<] ?\\d.*");

    Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException(row.size() + " fields for " + header.size() + " columns: " + row);
            }
        }
    }

    /** Whether the column holds figures, which stand at its right. */
    boolean isNumeric(int column) {
        return rows.stream().map(row -> row.get(column)).allMatch(text -> isFigure(text) || isAbsent(text));
    }

    private static boolean isFigure(String text) {
        return !text.isEmpty()
                && (Character.isDigit(text.charAt(0)) || FIGURE.matcher(text).matches());
    }

    private static boolean isAbsent(String text) {
        return text.isEmpty() || text.equals(Digits.NONE) || text.equals("unknown");
    }

    /** Columns and rows exchanged: for tables with few rows and many columns. */
    Table turned() {
        List<String> turnedHeader = new ArrayList<>(List.of(header.get(0)));
        rows.forEach(row -> turnedHeader.add(row.get(0)));
        List<List<String>> turnedRows = new ArrayList<>();
        for (int column = 1; column < header.size(); column++) {
            List<String> row = new ArrayList<>(List.of(header.get(column)));
            for (List<String> before : rows) {
                row.add(before.get(column));
            }
            turnedRows.add(row);
        }
        return new Table(caption, turnedHeader, turnedRows);
    }
}
