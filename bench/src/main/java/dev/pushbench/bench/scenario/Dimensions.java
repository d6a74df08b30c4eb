package dev.pushbench.bench.scenario;

import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.http.HeaderProfile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What varies from cell to cell. Each axis has at least one value, none twice, in the order they are measured. */
public record Dimensions(Map<Axis, List<?>> byAxis) {
    public Dimensions {
        Map<Axis, List<?>> copy = new EnumMap<>(Axis.class);
        for (Axis axis : Axis.values()) {
            List<?> values = byAxis.getOrDefault(axis, List.of());
            if (values.isEmpty()) {
                throw new IllegalArgumentException("no value for " + axis);
            }
            copy.put(axis, List.copyOf(values));
        }
        byAxis = Collections.unmodifiableMap(copy);
    }

    public List<Integer> users() {
        return of(Axis.USERS, Integer.class);
    }

    public List<Double> eventsPerSecond() {
        return of(Axis.RATE, Double.class);
    }

    public List<Integer> eventBytes() {
        return of(Axis.EVENT_BYTES, Integer.class);
    }

    public List<HeaderProfile> headers() {
        return of(Axis.HEADERS, HeaderProfile.class);
    }

    /** Whether there is a cell behind a link. */
    public boolean hasLink() {
        return of(Axis.LINK, Point.Network.class).stream()
                .anyMatch(network -> network.link().isPresent());
    }

    /** Each rate with each length of events. */
    public List<LoadPlan.Publishing> publishings() {
        return eventsPerSecond().stream()
                .flatMap(rate -> eventBytes().stream().map(bytes -> new LoadPlan.Publishing(rate, bytes)))
                .toList();
    }

    /** The values of an axis. */
    <T> List<T> of(Axis axis, Class<T> type) {
        return valuesOf(axis).stream().map(type::cast).toList();
    }

    /** Every combination: of what means nothing with the values before it the first alone, for another would measure the same thing again. */
    List<Point> points() {
        List<Point> points = List.of(Point.NOWHERE);
        for (Axis axis : Axis.values()) {
            List<Point> further = new ArrayList<>();
            for (Point point : points) {
                values(axis, point).forEach(value -> further.add(point.with(axis, value)));
            }
            points = further;
        }
        return points;
    }

    /** Every combination of what makes a scene and of the techniques; of all else the first alone. */
    List<Point> shapes() {
        List<Point> points = List.of(Point.NOWHERE);
        for (Axis axis : Axis.values()) {
            List<Point> further = new ArrayList<>();
            for (Point point : points) {
                List<?> values =
                        axis.isOfScene() ? values(axis, point) : valuesOf(axis).subList(0, 1);
                values.forEach(value -> further.add(point.with(axis, value)));
            }
            points = further;
        }
        return points;
    }

    /** How many {@link #points()} there are, without making more of them than differ in their shape. */
    BigInteger pointCount() {
        Map<Point, BigInteger> counts = Map.of(Point.NOWHERE, BigInteger.ONE);
        for (Axis axis : Axis.values()) {
            Map<Point, BigInteger> further = new LinkedHashMap<>();
            counts.forEach((point, count) -> {
                List<?> values = values(axis, point);
                if (axis.shapes()) {
                    values.forEach(value -> further.merge(point.with(axis, value), count, BigInteger::add));
                } else {
                    BigInteger each = count.multiply(BigInteger.valueOf(values.size()));
                    further.merge(point.with(axis, values.get(0)), each, BigInteger::add);
                }
            });
            counts = further;
        }
        return counts.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    private List<?> values(Axis axis, Point point) {
        List<?> values = valuesOf(axis);
        return axis.varies(point) ? values : values.subList(0, 1);
    }

    private List<?> valuesOf(Axis axis) {
        return byAxis.getOrDefault(axis, List.of());
    }
}
