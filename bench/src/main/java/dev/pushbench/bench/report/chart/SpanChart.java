package dev.pushbench.bench.report.chart;

import java.util.List;

/**
 * Lanes of spans over one axis: from where each began to where it ended, one below the other.
 *
 * @param lanes one below the other, with the same axis
 */
public record SpanChart(Heading heading, Axis axis, List<Lane> lanes) {
    private static final double WIDTH = 680;
    private static final double TOP = 26;
    private static final double LANE_HEAD = 22;
    private static final double STEP = 2.2;
    private static final double LEAST_LANE = 40;
    private static final double BELOW = 48;
    private static final double SIDE = 24;

    public SpanChart {
        lanes = List.copyOf(lanes);
    }

    /** @param spans in the order in which they are drawn downwards */
    public record Lane(String name, Ink ink, List<Span> spans) {
        public Lane {
            spans = List.copyOf(spans);
        }

        double height() {
            return Math.max(LEAST_LANE, spans.size() * STEP + 10);
        }
    }

    /** @param end not before {@code start} */
    public record Span(double start, double end) {}

    public String svg() {
        double height =
                lanes.stream().mapToDouble(lane -> lane.height() + LANE_HEAD).sum();
        Frame frame = new Frame(SIDE, TOP, WIDTH - 2 * SIDE, height);
        Svg svg = heading.picture(WIDTH, TOP + height + BELOW);
        frame.drawWidths(svg, axis);
        double top = TOP;
        for (Lane lane : lanes) {
            svg.open("g", "data-series", lane.name());
            lane.ink().mark(svg, SIDE + 6, top + 10, "");
            svg.leaf("text", lane.name(), "x", SIDE + 17, "y", top + 14.5, "font-weight", "600");
            drawSpans(svg, frame, lane, top + LANE_HEAD);
            svg.close();
            top += lane.height() + LANE_HEAD;
        }
        return svg.close().xml();
    }

    private void drawSpans(Svg svg, Frame frame, Lane lane, double top) {
        StringBuilder whole = new StringBuilder();
        StringBuilder ends = new StringBuilder();
        for (int index = 0; index < lane.spans().size(); index++) {
            Span span = lane.spans().get(index);
            double y = top + index * STEP;
            double from = frame.x(axis, span.start());
            double to = frame.x(axis, span.end());
            whole.append(Frame.move(from, y)).append('H').append(Svg.tenths(to));
            ends.append(Frame.move(to - 1.6, y)).append("h3.2");
        }
        svg.empty("path", "d", whole, "stroke", lane.ink().color(), "stroke-width", "1.4", "stroke-opacity", "0.6");
        svg.empty("path", "d", ends, "stroke", lane.ink().color(), "stroke-width", "3");
    }
}
