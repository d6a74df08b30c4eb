package dev.pushbench.bench.report.fit;

import dev.pushbench.bench.report.fit.LatencyEstimate.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Latency against users: straight between what was measured, straight on beyond the most of them, flat below the fewest.
 *
 * <p>Between two measured points the bounds are those of both points together: they hold for any course that neither falls nor rises
 * beyond them. Outside of what was measured there are no bounds.
 *
 * @param points in order of users
 */
public record LatencyCurve(List<Point> points) {
    public LatencyCurve {
        points = List.copyOf(points);
    }

    /**
     * @param micros 99th percentile, of the slowest of the rates
     * @param bounds that contain those of all rates
     */
    public record Point(int users, double micros, Bounds bounds) {
        private Point and(Point other) {
            return new Point(users, Math.max(micros, other.micros), bounds.and(other.bounds));
        }
    }

    /** @param users of the cells that it is from */
    record Reading(LatencyEstimate latency, List<Integer> users) {}

    static LatencyCurve of(Candidate candidate) {
        TreeMap<Integer, Point> slowest = new TreeMap<>();
        for (Observation each : candidate.observations()) {
            each.latency()
                    .flatMap(latency ->
                            latency.bounds().map(bounds -> new Point(each.users(), latency.micros(), bounds)))
                    .ifPresent(point -> slowest.merge(each.users(), point, Point::and));
        }
        return new LatencyCurve(new ArrayList<>(slowest.values()));
    }

    /** Empty where nothing was measured, or where more users than were measured are asked for and one point tells no slope. */
    Optional<Reading> at(int users) {
        for (Point point : points) {
            if (point.users() == users) {
                LatencyEstimate exact = new LatencyEstimate(point.micros(), Optional.of(point.bounds()));
                return Optional.of(new Reading(exact, List.of(users)));
            }
        }
        if (points.isEmpty() || (points.size() == 1 && users > points.get(0).users())) {
            return Optional.empty();
        }
        Point first = points.get(0);
        if (users < first.users()) {
            LatencyEstimate flat = new LatencyEstimate(first.micros(), Optional.empty());
            return Optional.of(new Reading(flat, List.of(first.users())));
        }
        int right = 1;
        while (right < points.size() - 1 && points.get(right).users() < users) {
            right++;
        }
        return Optional.of(between(points.get(right - 1), points.get(right), users));
    }

    private static Reading between(Point from, Point to, int users) {
        double slope = (to.micros() - from.micros()) / (to.users() - from.users());
        boolean isBeyond = users > to.users();
        double micros = to.micros() + (users - to.users()) * (isBeyond ? Math.max(0, slope) : slope);
        Optional<Bounds> bounds =
                isBeyond ? Optional.empty() : Optional.of(from.bounds().and(to.bounds()));
        return new Reading(new LatencyEstimate(micros, bounds), List.of(from.users(), to.users()));
    }
}
