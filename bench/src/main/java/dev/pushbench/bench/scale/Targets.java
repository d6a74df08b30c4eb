package dev.pushbench.bench.scale;

import dev.pushbench.bench.compare.Sample;
import dev.pushbench.bench.result.Row;
import dev.pushbench.protocol.Technique;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Holds trials and floors to the aims. Of several trials, and of several floors, the median is taken; a ratio is one of medians. */
public final class Targets {
    /** Users of the trials that are held against the floor. */
    public static final int MANY = 9_900;

    /** Users who must be connected, and have an event, in time. */
    public static final int IN_TIME = 9_500;

    /** Users of one server process and one load generator, each with a limit of 20,000 files. */
    public static final int IN_ONE_PAIR = 19_000;

    /** Users of several processes. */
    public static final int IN_ALL = 50_000;

    private static final String TIMES_FLOOR = " \u00d7 floor";
    private static final String KIBIBYTES = " KiB";
    private static final String BYTES = " B";
    private static final double MILLIS_PER_MICRO = 1e-3;

    private final List<Row> trials;
    private final List<Floor> floors;
    private final String noFloor;
    private final OptionalDouble smokeSeconds;

    /**
     * @param trials rows of {@code trials.csv}; of those that are no results no figure is used
     * @param floors measured in turn with them
     * @param noFloor why there is none, where there is none
     * @param smokeSeconds from the start of {@code run --suite smoke} to its end; empty where that was not measured
     */
    public Targets(List<Row> trials, List<Floor> floors, String noFloor, OptionalDouble smokeSeconds) {
        this.trials = List.copyOf(trials);
        this.floors = List.copyOf(floors);
        this.noFloor = noFloor;
        this.smokeSeconds = smokeSeconds;
    }

    /** In the order in which they are told. */
    public List<Target> all() {
        List<Target> all = new ArrayList<>();
        all.add(ofWriter("server CPU for each delivery, WebSocket", 1.20, Technique.WEBSOCKET));
        all.add(ofWriter("server CPU for each delivery, streaming", 1.30, Technique.STREAMING));
        all.add(ofWriter("server CPU for each delivery, SSE", 1.30, Technique.SSE));
        all.add(ofWriter("server CPU for each delivery, long polling, the whole cycle", 2.6, Technique.LONG_POLLING));
        all.add(ofFloor(
                "generator CPU for each delivery, WebSocket",
                1.5,
                Floor::readerMicros,
                of(MANY, Technique.WEBSOCKET),
                "generator_cpu_us_per_delivery"));
        all.add(most("server, allocated for each delivery, push", 32, BYTES, "server_alloc_bytes_per_delivery"));
        all.add(most("generator, allocated for each delivery, push", 16, BYTES, "generator_alloc_bytes_per_delivery"));
        all.add(heap("server heap for each idle connection, WebSocket", 2.5, Technique.WEBSOCKET));
        all.add(heap("server heap for each idle connection, streaming", 3.5, Technique.STREAMING));
        all.add(heap("server heap for each idle connection, SSE", 3.5, Technique.SSE));
        all.add(heap("server heap for each parked long poll", 3.5, Technique.LONG_POLLING));
        all.add(figure(
                "generator heap for each user, WebSocket",
                1.5,
                KIBIBYTES,
                of(MANY, Technique.WEBSOCKET),
                "generator_heap_kib_per_user"));
        all.add(new Target(
                IN_TIME + " users in one pair of processes connect",
                3_000,
                " ms",
                median(results(users(IN_TIME)), "connect_all_ms"),
                counted(users(IN_TIME))));
        all.add(broadcast());
        all.add(missing(IN_ONE_PAIR + " users in one pair of processes, missing deliveries", IN_ONE_PAIR));
        all.add(missing(IN_ALL + " users in several processes, missing deliveries", IN_ALL));
        all.add(new Target(
                IN_ALL + " users, memory of all processes together",
                1_536,
                " MiB",
                median(results(users(IN_ALL)), "processes_rss_mib"),
                counted(users(IN_ALL))));
        all.add(new Target(
                "run --suite smoke from start to end",
                45,
                " s",
                smokeSeconds.isPresent() ? Optional.of(smokeSeconds.getAsDouble()) : Optional.empty(),
                smokeSeconds.isPresent() ? "once" : "not measured"));
        return List.copyOf(all);
    }

    /** What a broadcast over WebSocket cost with those numbers of users, from the smallest. */
    public List<Doubling> doubling(Collection<Integer> userCounts) {
        List<Doubling> rows = new ArrayList<>();
        for (int users : userCounts.stream().sorted().toList()) {
            List<Row> these = results(of(users, Technique.WEBSOCKET));
            Optional<Double> cost = median(these, "server_cpu_us_per_delivery").map(perDelivery -> perDelivery * users);
            Optional<Double> wall =
                    median(these, "latency_worst_user_mean_us").map(micros -> micros * MILLIS_PER_MICRO);
            Optional<Double> ratio = rows.isEmpty() ? Optional.empty() : ratio(cost, users, rows.get(rows.size() - 1));
            rows.add(new Doubling(users, cost, wall, ratio));
        }
        return List.copyOf(rows);
    }

    private static Optional<Double> ratio(Optional<Double> cost, int users, Doubling before) {
        return cost.flatMap(
                mine -> before.serverMicros().map(theirs -> mine / theirs / ((double) users / before.users())));
    }

    private Target ofWriter(String what, double limit, Technique technique) {
        return ofFloor(what, limit, Floor::writerMicros, of(MANY, technique), "server_cpu_us_per_delivery");
    }

    private Target ofFloor(
            String what, double limit, ToDoubleFunction<Floor> side, Predicate<Row> which, String column) {
        Optional<Double> cost = median(results(which), column);
        Optional<Double> floor = median(MANY, side);
        String remark = cost.map(micros -> floor.map(least ->
                                String.format(Locale.ROOT, "%.2f us, the floor %.2f; ", micros, least) + counted(which))
                        .orElse(noFloor))
                .orElseGet(() -> counted(which));
        return new Target(what, limit, TIMES_FLOOR, floor.flatMap(least -> cost.map(micros -> micros / least)), remark);
    }

    /** From an event being due until its last user has it: the user who has it last is the same each time, for all are walked in one order. */
    private Target broadcast() {
        Optional<Double> wall =
                median(results(users(IN_TIME)), "latency_worst_user_mean_us").map(micros -> micros * MILLIS_PER_MICRO);
        Optional<Double> floor = median(IN_TIME, Floor::wallMillis);
        return new Target(
                "one broadcast reaches all " + IN_TIME + " users",
                1.3,
                TIMES_FLOOR,
                floor.flatMap(least -> wall.map(millis -> millis / least)),
                wall.map(millis -> floor.map(
                                        least -> String.format(Locale.ROOT, "%.1f ms, the floor %.1f", millis, least))
                                .orElse(noFloor))
                        .orElseGet(() -> counted(users(IN_TIME))));
    }

    private Target heap(String what, double limit, Technique technique) {
        return figure(what, limit, KIBIBYTES, of(MANY, technique), "server_heap_kib_per_user");
    }

    /** The largest of the push techniques' medians. */
    private Target most(String what, double limit, String unit, String column) {
        Optional<Double> largest = List.of(Technique.WEBSOCKET, Technique.STREAMING, Technique.SSE).stream()
                .map(technique -> median(results(of(MANY, technique)), column))
                .flatMap(Optional::stream)
                .max(Double::compare);
        return new Target(what, limit, unit, largest, largest.isPresent() ? "the most of the three" : "not measured");
    }

    private Target figure(String what, double limit, String unit, Predicate<Row> which, String column) {
        return new Target(what, limit, unit, median(results(which), column), counted(which));
    }

    /** Of invalid trials as well: that deliveries are missing is what makes a trial invalid. */
    private Target missing(String what, int users) {
        List<Row> all = trials.stream().filter(users(users)).toList();
        Optional<Double> missing = median(all, "missing");
        String remark = all.stream()
                .findFirst()
                .map(row -> row.text("delivered") + " of " + row.text("expected") + " delivered, "
                        + row.text("server_processes") + " + " + row.text("generator_processes") + " processes, "
                        + row.validity())
                .orElse("not measured");
        return new Target(what, 0, "", missing, remark);
    }

    private String counted(Predicate<Row> which) {
        long all = trials.stream().filter(which).count();
        long used = results(which).size();
        if (all == 0) {
            return "not measured";
        }
        return (used == 1 ? "1 trial" : "median of " + used + " trials")
                + (used < all ? ", " + (all - used) + " INVALID and left out" : "");
    }

    private List<Row> results(Predicate<Row> which) {
        return trials.stream().filter(which).filter(Row::isResult).toList();
    }

    private static Predicate<Row> of(int users, Technique technique) {
        return users(users).and(row -> row.technique() == technique);
    }

    private static Predicate<Row> users(int users) {
        return row -> row.users() == users;
    }

    private static Optional<Double> median(List<Row> rows, String column) {
        return Sample.of(rows.stream()
                        .map(row -> row.number(column))
                        .flatMap(Optional::stream)
                        .map(BigDecimal::doubleValue)
                        .toList())
                .map(Sample::median);
    }

    private Optional<Double> median(int users, ToDoubleFunction<Floor> side) {
        return Sample.of(floors.stream()
                        .filter(floor -> floor.users() == users)
                        .map(side::applyAsDouble)
                        .toList())
                .map(Sample::median);
    }
}
