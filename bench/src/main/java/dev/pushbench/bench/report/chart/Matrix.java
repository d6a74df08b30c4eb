package dev.pushbench.bench.report.chart;

import java.util.List;
import java.util.Optional;

/**
 * Fields in columns and rows, each with its words.
 *
 * @param columnTitle what the columns are
 * @param rowTitle what the rows are
 * @param rows from above; each as many fields as there are columns
 */
public record Matrix(Heading heading, String columnTitle, List<String> columns, String rowTitle, List<Row> rows) {
    private static final double WIDTH = 680;
    private static final double LEFT = 100;
    private static final double TOP = 52;
    private static final double FIELD = 58;
    private static final double LINE = 16;

    public Matrix {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    public record Row(String name, List<Field> fields) {
        public Row {
            fields = List.copyOf(fields);
        }
    }

    /**
     * @param ink of whoever it belongs to; empty where it is nobody's, which is drawn hatched
     * @param lines one below the other
     */
    public record Field(Optional<Ink> ink, List<String> lines) {
        public Field {
            lines = List.copyOf(lines);
        }
    }

    public String svg() {
        double width = (WIDTH - LEFT) / columns.size();
        Svg svg = heading.picture(WIDTH, TOP + rows.size() * FIELD + 6);
        drawHatch(svg);
        svg.leaf("text", columnTitle, "x", WIDTH, "y", 15.0, "text-anchor", "end", "font-weight", "600");
        svg.leaf("text", rowTitle, "x", 0.0, "y", 40.0, "font-weight", "600");
        for (int column = 0; column < columns.size(); column++) {
            svg.leaf(
                    "text",
                    columns.get(column),
                    "x",
                    LEFT + (column + 0.5) * width,
                    "y",
                    40.0,
                    "text-anchor",
                    "middle");
        }
        for (int row = 0; row < rows.size(); row++) {
            double top = TOP + row * FIELD;
            svg.leaf("text", rows.get(row).name(), "x", LEFT - 14, "y", top + FIELD / 2 + 4, "text-anchor", "end");
            for (int column = 0; column < columns.size(); column++) {
                drawField(svg, rows.get(row).fields().get(column), LEFT + column * width, top, width);
            }
        }
        return svg.close().xml();
    }

    private void drawHatch(Svg svg) {
        svg.open("defs")
                .open(
                        "pattern",
                        "id",
                        hatch(),
                        "width",
                        "8",
                        "height",
                        "8",
                        "patternUnits",
                        "userSpaceOnUse",
                        "patternTransform",
                        "rotate(45)")
                .empty("path", "d", "M0 0V8", "stroke", "currentColor", "stroke-opacity", "0.35", "stroke-width", "2")
                .close()
                .close();
    }

    private void drawField(Svg svg, Field field, double left, double top, double width) {
        svg.empty(
                "rect",
                "x",
                left + 2,
                "y",
                top + 2,
                "width",
                width - 4,
                "height",
                FIELD - 4,
                "rx",
                "4",
                "fill",
                field.ink().map(Ink::color).orElse("url(#" + hatch() + ")"),
                "fill-opacity",
                field.ink().isPresent() ? "0.22" : "1",
                "stroke",
                field.ink().map(Ink::color).orElse("currentColor"),
                "stroke-opacity",
                field.ink().isPresent() ? "1" : "0.35");
        field.ink().ifPresent(ink -> ink.mark(svg, left + 13, top + 14, ""));
        double y = top + FIELD / 2 + 4.5 - (field.lines().size() - 1) * LINE / 2;
        for (String line : field.lines()) {
            svg.leaf("text", fitted(line, width - 8), "x", left + width / 2, "y", y, "text-anchor", "middle");
            y += LINE;
        }
    }

    private static String fitted(String text, double width) {
        int letters = Math.max(3, (int) (width / Frame.LETTER));
        return text.length() <= letters ? text : text.substring(0, letters - 1) + "…";
    }

    private String hatch() {
        return heading.id() + "-hatch";
    }
}
