package dev.pushbench.bench.report.chart;

/**
 * How a series is told apart: by colour, and without it by dash and marker.
 *
 * @param color legible on white and on almost black, {@code #0072B2}
 * @param dash lengths of strokes and gaps, {@code 6 3}; {@code none} for a whole line
 */
public record Ink(String color, String dash, Marker marker) {
    /** The shape at a point. */
    public enum Marker {
        CIRCLE,
        SQUARE,
        TRIANGLE,
        DIAMOND,
        CROSS
    }

    /** Draws the marker around that point, with a text that is shown when it is pointed at. */
    void mark(Svg svg, double x, double y, String tip) {
        String path = switch (marker) {
            case CIRCLE -> "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z";
            case SQUARE -> "M-3.5-3.5h7v7h-7z";
            case TRIANGLE -> "M0-4.5L4.5 3.5h-9z";
            case DIAMOND -> "M0-5L5 0L0 5L-5 0z";
            case CROSS -> "M-4-4L4 4M-4 4L4-4";
        };
        svg.open(
                "path",
                "d",
                path,
                "transform",
                "translate(" + Svg.tenths(x) + " " + Svg.tenths(y) + ")",
                "fill",
                marker == Marker.CROSS ? "none" : color,
                "stroke",
                color,
                "stroke-width",
                marker == Marker.CROSS ? "2.5" : "1");
        if (!tip.isEmpty()) {
            svg.leaf("title", tip);
        }
        svg.close();
    }
}
