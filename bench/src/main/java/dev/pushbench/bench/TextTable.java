package dev.pushbench.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rows of texts for a terminal, in columns as wide as they need to be. */
final class TextTable {
    /** Stands for a figure that was not measured. */
    static final String NOT_MEASURED = "-";

    private static final String BETWEEN = "  ";

    private TextTable() {}

    /**
     * The table's lines, without an end of line after the last.
     *
     * @param rows the header first; all of the same length
     * @param words the columns of words, aligned to the left; figures are to the right
     */
    static String of(List<List<String>> rows, Set<Integer> words) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(line(row, rows, words));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(List<String> row, List<List<String>> rows, Set<Integer> words) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String text = row.get(column);
            String padding = " ".repeat(width(rows, column) - text.length());
            boolean isWord = words.contains(column);
            line.append(column == 0 ? "" : BETWEEN).append(isWord ? text + padding : padding + text);
        }
        return line.toString().stripTrailing();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
