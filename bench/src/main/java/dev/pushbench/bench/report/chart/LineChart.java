package dev.pushbench.bench.report.chart;

import java.util.List;

/**
 * Lines over two axes, each named at its end.
 *
 * @param series drawn in this order
 */
public record LineChart(Heading heading, Axis x, Axis y, List<Series> series) {
    private static final double WIDTH = 680;
    private static final double HEIGHT = 350;
    private static final double LEFT = 72;
    private static final double TOP = 32;
    private static final double BELOW = 48;
    private static final double LABEL_GAP = 17;
    private static final double LEADER = 22;

    /** A leader that is longer could be taken for a line. */
    private static final double FAR = 110;

    public LineChart {
        series = series.stream().filter(each -> !each.points().isEmpty()).toList();
    }

    public String svg() {
        double labels = series.stream()
                .mapToDouble(each -> Frame.room(each.name()))
                .max()
                .orElse(0);
        Frame frame = new Frame(LEFT, TOP, WIDTH - LEFT - labels - LEADER - 14, HEIGHT - TOP - BELOW);
        Svg svg = heading.picture(WIDTH, HEIGHT);
        frame.drawHeights(svg, y);
        frame.drawWidths(svg, x);
        List<Double> ends =
                series.stream().map(each -> frame.y(y, last(each).y())).toList();
        List<Double> places = EndLabels.apart(ends, LABEL_GAP, frame.top(), frame.bottom());
        for (int index = 0; index < series.size(); index++) {
            Series each = series.get(index);
            svg.open("g", "data-series", each.name());
            drawLine(svg, frame, each);
            drawEnd(svg, frame, each, places.get(index));
            svg.close();
        }
        return svg.close().xml();
    }

    private void drawLine(Svg svg, Frame frame, Series each) {
        StringBuilder path = new StringBuilder();
        for (Series.Point point : each.points()) {
            path.append(path.isEmpty() ? "M" : "L").append(at(frame, point));
        }
        if (each.points().size() > 1) {
            svg.empty(
                    "path",
                    "d",
                    path,
                    "fill",
                    "none",
                    "stroke",
                    each.ink().color(),
                    "stroke-width",
                    "2.2",
                    "stroke-linejoin",
                    "round",
                    "stroke-dasharray",
                    each.ink().dash());
        }
        for (Series.Point point : each.points()) {
            point.range().ifPresent(range -> drawRange(svg, frame, each, point, range));
            if (each.isMarked() || point.equals(last(each))) {
                each.ink().mark(svg, frame.x(x, point.x()), frame.y(y, point.y()), point.tip());
            }
        }
    }

    private void drawRange(Svg svg, Frame frame, Series each, Series.Point point, Series.Range range) {
        double at = frame.x(x, point.x());
        String low = Frame.pair(at, frame.y(y, range.low()));
        svg.empty(
                "path",
                "d",
                "M" + low + "L" + Frame.pair(at, frame.y(y, range.high())),
                "stroke",
                each.ink().color(),
                "stroke-width",
                "5",
                "stroke-opacity",
                "0.4");
    }

    private void drawEnd(Svg svg, Frame frame, Series each, double place) {
        double from = frame.x(x, last(each).x());
        double label = frame.right() + LEADER;
        svg.empty(
                "path",
                "d",
                Frame.move(from + 5, frame.y(y, last(each).y())) + "L"
                        + Frame.pair(Math.max(from + 5, label - 12), place) + "L" + Frame.pair(label - 4, place),
                "fill",
                "none",
                "stroke",
                each.ink().color(),
                "stroke-dasharray",
                label - from > FAR ? "1 4" : "none");
        svg.leaf("text", each.name(), "x", label, "y", place + 4.5);
    }

    private String at(Frame frame, Series.Point point) {
        return Frame.pair(frame.x(x, point.x()), frame.y(y, point.y()));
    }

    private static Series.Point last(Series series) {
        return series.points().get(series.points().size() - 1);
    }
}
