package dev.pushbench.bench.result;

import java.util.List;
import java.util.Optional;

/** Which columns of {@code trials.csv} hold figures that were measured, and in which unit. */
public final class FigureColumns {
    private FigureColumns() {}

    /** Their names, in the order of the file. */
    public static List<String> names() {
        return Columns.ALL.stream().filter(Column::isFigure).map(Column::name).toList();
    }

    /** Whether that column tells what was asked for or how it was measured; false of a column that is not known. */
    public static boolean isSetting(String name) {
        return Columns.ALL.stream().anyMatch(column -> column.name().equals(name) && !column.isFigure());
    }

    /** The unit for people: {@code us}, {@code bytes per delivery}; empty for what is counted, or of a column that is not known. */
    public static Optional<String> unit(String name) {
        return Columns.ALL.stream()
                .filter(column -> column.name().equals(name))
                .map(Column::unit)
                .filter(unit -> !unit.isEmpty() && !unit.equals(Column.COUNT) && !unit.equals(Column.SHARE))
                .map(unit -> unit.replace('_', ' '))
                .findFirst();
    }
}
