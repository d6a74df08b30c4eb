package dev.pushbench.bench.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What a user who mistyped a word may have meant. */
public final class Nearest {
    private Nearest() {}

    /** The known word with the fewest edits, if most of it is as it was given. */
    public static Optional<String> to(String given, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(word -> edits(given, word)))
                .filter(word -> edits(given, word) <= word.length() / 2);
    }

    /** Insertions, deletions and replacements from one to the other: V. I. Levenshtein, 1966, row by row. */
    static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
