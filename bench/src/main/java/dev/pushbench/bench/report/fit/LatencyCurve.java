package dev.pushbench.bench.report.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Latency against users: straight between what was measured, straight on beyond the most of them, flat below the fewest.
 *
 * @param points users and 99th percentile in microseconds, the slowest of the rates; in order of users
 */
public record LatencyCurve(List<Point> points) {
    public LatencyCurve {
        points = List.copyOf(points);
    }

    public record Point(int users, double micros) {}

    static LatencyCurve of(Candidate candidate) {
        TreeMap<Integer, Double> slowest = new TreeMap<>();
        for (Observation each : candidate.observations()) {
            each.latencyMicros().ifPresent(micros -> slowest.merge(each.users(), micros, Math::max));
        }
        List<Point> points = new ArrayList<>();
        slowest.forEach((users, micros) -> points.add(new Point(users, micros)));
        return new LatencyCurve(points);
    }

    /** Empty where nothing was measured, or where more users than were measured are asked for and one point tells no slope. */
    OptionalDouble at(int users) {
        if (points.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (users <= points.get(0).users()) {
            return OptionalDouble.of(points.get(0).micros());
        }
        if (points.size() == 1) {
            return OptionalDouble.empty();
        }
        int right = 1;
        while (right < points.size() - 1 && points.get(right).users() < users) {
            right++;
        }
        Point from = points.get(right - 1);
        Point to = points.get(right);
        double slope = (to.micros() - from.micros()) / (to.users() - from.users());
        boolean isBeyond = users > to.users();
        return OptionalDouble.of(to.micros() + (users - to.users()) * (isBeyond ? Math.max(0, slope) : slope));
    }
}
