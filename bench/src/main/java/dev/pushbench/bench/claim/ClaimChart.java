package dev.pushbench.bench.claim;

import java.util.List;
import java.util.Optional;

/**
 * What is drawn beside a verdict: bars, or lines where something was varied.
 *
 * @param unit of the values, as of a {@link Measure}
 * @param axis what the values are
 * @param across what the points of lines stand over; empty for bars
 * @param lines each with points, or for bars with one point each, whose place along the axis means nothing
 */
public record ClaimChart(String unit, String axis, Optional<String> across, List<Line> lines) {
    public ClaimChart {
        lines = List.copyOf(lines);
    }

    /**
     * @param technique whose colour it has; empty where it is not one's
     * @param points from left to right, at least one
     */
    public record Line(String name, Optional<String> technique, List<Point> points) {
        public Line {
            points = List.copyOf(points);
            if (points.isEmpty()) {
                throw new IllegalArgumentException("a line without points: " + name);
            }
        }
    }

    /** @param low of the interval; empty without one */
    public record Point(double x, double value, Optional<Double> low, Optional<Double> high) {
        static Point of(double x, Amount amount) {
            Measure measure = Measure.of("", "", amount);
            return new Point(x, amount.value(), measure.low(), measure.high());
        }
    }

    static ClaimChart bars(String unit, String axis, List<Line> bars) {
        return new ClaimChart(unit, axis, Optional.empty(), bars);
    }

    static ClaimChart lines(String unit, String axis, String across, List<Line> lines) {
        return new ClaimChart(unit, axis, Optional.of(across), lines);
    }

    static Line bar(String name, Amount amount) {
        return new Line(name, Optional.empty(), List.of(Point.of(0, amount)));
    }

    static Line bar(String name, Seen of, Amount amount) {
        return new Line(name, Optional.of(of.technique().id()), List.of(Point.of(0, amount)));
    }
}
