package dev.pushbench.bench.report.chart;

import java.util.List;
import java.util.Optional;

/**
 * One line.
 *
 * @param name short: it is written at the line's end
 * @param points from left to right, at most {@value #MOST_POINTS}
 * @param isMarked whether each point gets a marker, and not the last alone
 */
public record Series(String name, Ink ink, List<Point> points, boolean isMarked) {
    public static final int MOST_POINTS = 4_000;

    public Series {
        points = List.copyOf(points);
        if (points.size() > MOST_POINTS) {
            throw new IllegalArgumentException("too many points: " + points.size());
        }
    }

    /**
     * @param range how far off the value may be; empty where that is not known
     * @param tip what is shown when it is pointed at
     */
    public record Point(double x, double y, Optional<Range> range, String tip) {
        public Point(double x, double y) {
            this(x, y, Optional.empty(), "");
        }
    }

    /** Its ends. */
    public record Range(double low, double high) {}
}
