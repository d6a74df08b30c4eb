package dev.pushbench.bench.report.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Bars to the right, each in parts one after the other. A bar that would squash all others is cut, and says so.
 *
 * @param parts that the bars have, in order; where there is one alone, no legend is drawn
 */
public record BarChart(Heading heading, List<Part> parts, Axis axis, List<Bar> bars) {
    private static final double WIDTH = 680;
    private static final double TOP = 32;
    private static final double ROW = 30;
    private static final double THICK = 19;
    private static final double BELOW = 48;
    private static final double LEGEND_ROW = 22;

    /** A bar is cut where it is longer than this many times the next shorter one … */
    private static final double OUTLIER = 4;

    /** … and drawn this many times as long as that. */
    private static final double CUT = 1.3;

    public BarChart {
        parts = List.copyOf(parts);
        bars = List.copyOf(bars);
    }

    /**
     * A kind of what is added up.
     *
     * @param color legible on white and on almost black
     */
    public record Part(String name, String color) {}

    /**
     * A bar.
     *
     * @param ink marks its name; empty where names are enough
     * @param values of the parts, in their order; those below zero are drawn as nothing
     * @param text beside its end
     */
    public record Bar(String name, Optional<Ink> ink, List<Double> values, String text) {
        public Bar {
            values = List.copyOf(values);
        }

        double length() {
            return values.stream().mapToDouble(value -> Math.max(0, value)).sum();
        }
    }

    /** From zero to the longest bar that is not cut. */
    public static Scale scale(List<Bar> bars) {
        double[] lengths = bars.stream().mapToDouble(Bar::length).sorted().toArray();
        return Scale.Linear.fromZero(Arrays.stream(new double[] {longest(lengths)}));
    }

    /** What cuts: the largest length that is no outlier against the one below it. Outliers are fewer than half. */
    private static double longest(double[] lengths) {
        for (int index = 1; index < lengths.length; index++) {
            if (lengths[index - 1] > 0 && lengths[index] > OUTLIER * lengths[index - 1] && index > lengths.length / 2) {
                return lengths[index - 1] * CUT;
            }
        }
        return lengths.length == 0 ? 1 : lengths[lengths.length - 1];
    }

    public String svg() {
        double names =
                bars.stream().mapToDouble(bar -> Frame.room(bar.name())).max().orElse(0) + 30;
        double texts =
                bars.stream().mapToDouble(bar -> Frame.room(text(bar))).max().orElse(0) + 20;
        List<List<Part>> legend = legend();
        double top = TOP + legend.size() * LEGEND_ROW;
        Frame frame = new Frame(names, top, WIDTH - names - texts, bars.size() * ROW);
        Svg svg = heading.picture(WIDTH, top + frame.height() + BELOW);
        drawLegend(svg, legend);
        frame.drawWidths(svg, axis);
        for (int index = 0; index < bars.size(); index++) {
            drawBar(svg, frame, bars.get(index), frame.top() + index * ROW + (ROW - THICK) / 2);
        }
        return svg.close().xml();
    }

    private void drawBar(Svg svg, Frame frame, Bar bar, double top) {
        double middle = top + THICK / 2;
        svg.leaf("text", bar.name(), "x", frame.left() - 26, "y", middle + 4.5, "text-anchor", "end");
        bar.ink().ifPresent(ink -> ink.mark(svg, frame.left() - 13, middle, ""));
        double from = 0;
        for (int part = 0; part < parts.size(); part++) {
            double to = from + Math.max(0, bar.values().get(part));
            double x = frame.x(axis, from);
            double width = frame.x(axis, to) - x;
            if (width > 0) {
                svg.open(
                        "rect",
                        "x",
                        x,
                        "y",
                        top,
                        "width",
                        Math.max(0.8, width),
                        "height",
                        THICK,
                        "fill",
                        color(bar, parts.get(part)));
                svg.leaf(
                        "title",
                        bar.name() + ", " + parts.get(part).name() + ": "
                                + axis.label().apply(bar.values().get(part)));
                svg.close();
            }
            from = to;
        }
        double end = frame.x(axis, from);
        if (isCut(bar)) {
            svg.empty(
                    "path",
                    "d",
                    Frame.move(end - 14, top - 3) + "l7 " + Svg.tenths((THICK + 6) / 2) + "l-7 "
                            + Svg.tenths((THICK + 6) / 2),
                    "fill",
                    "none",
                    "stroke",
                    "currentColor",
                    "stroke-width",
                    "2.5");
        }
        svg.leaf("text", text(bar), "x", end + 7, "y", middle + 4.5);
    }

    /** Where there is one part alone, the bar has the colour of its name. */
    private String color(Bar bar, Part part) {
        return parts.size() > 1 ? part.color() : bar.ink().map(Ink::color).orElse(part.color());
    }

    private String text(Bar bar) {
        return isCut(bar) ? bar.text() + " (bar cut)" : bar.text();
    }

    private boolean isCut(Bar bar) {
        return axis.scale() instanceof Scale.Linear linear && bar.length() > linear.high() * (1 + 1e-9);
    }

    private List<List<Part>> legend() {
        List<List<Part>> rows = new ArrayList<>();
        double x = WIDTH;
        for (Part part : parts.size() > 1 ? parts : List.<Part>of()) {
            double width = legendWidth(part);
            if (x + width > WIDTH) {
                rows.add(new ArrayList<>());
                x = 0;
            }
            rows.get(rows.size() - 1).add(part);
            x += width;
        }
        return rows;
    }

    private static void drawLegend(Svg svg, List<List<Part>> rows) {
        for (int row = 0; row < rows.size(); row++) {
            double x = 0;
            double y = 6 + row * LEGEND_ROW;
            for (Part part : rows.get(row)) {
                svg.empty("rect", "x", x, "y", y, "width", 13.0, "height", 13.0, "fill", part.color());
                svg.leaf("text", part.name(), "x", x + 19, "y", y + 11);
                x += legendWidth(part);
            }
        }
    }

    private static double legendWidth(Part part) {
        return Frame.room(part.name()) + 40;
    }
}
