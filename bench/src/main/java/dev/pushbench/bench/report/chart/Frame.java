package dev.pushbench.bench.report.chart;

/**
 * The part of a picture in which values are drawn.
 *
 * @param left of its left edge, in the picture's units
 * @param top of its upper edge
 */
record Frame(double left, double top, double width, double height) {
    static final double LETTER = 7.2;

    private static final String FAINT = "0.18";

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    double x(Axis axis, double value) {
        return left + width * axis.scale().share(value);
    }

    double y(Axis axis, double value) {
        return bottom() - height * axis.scale().share(value);
    }

    /** Grid lines across, and their names at the left. */
    void drawHeights(Svg svg, Axis axis) {
        for (double tick : axis.scale().ticks()) {
            double y = y(axis, tick);
            line(svg, left, y, right(), y);
            svg.leaf("text", axis.label().apply(tick), "x", left - 8, "y", y + 4.5, "text-anchor", "end");
        }
        svg.leaf("text", axis.title(), "x", 0.0, "y", top - 12, "font-weight", "600");
    }

    /** Grid lines upwards, and below them the names of those that have room for one. */
    void drawWidths(Svg svg, Axis axis) {
        double free = Double.NEGATIVE_INFINITY;
        for (double tick : axis.scale().ticks()) {
            double x = x(axis, tick);
            line(svg, x, top, x, bottom());
            String name = axis.label().apply(tick);
            if (x - room(name) / 2 >= free) {
                svg.leaf("text", name, "x", x, "y", bottom() + 18, "text-anchor", "middle");
                free = x + room(name) / 2 + LETTER;
            }
        }
        svg.leaf("text", axis.title(), "x", right(), "y", bottom() + 38, "text-anchor", "end", "font-weight", "600");
    }

    private static void line(Svg svg, double x1, double y1, double x2, double y2) {
        svg.empty("path", "d", move(x1, y1) + "L" + pair(x2, y2), "stroke", "currentColor", "stroke-opacity", FAINT);
    }

    static String move(double x, double y) {
        return "M" + pair(x, y);
    }

    static String pair(double x, double y) {
        return Svg.tenths(x) + " " + Svg.tenths(y);
    }

    /** The room that a text needs, or a little more. */
    static double room(String text) {
        return text.length() * LETTER;
    }
}
