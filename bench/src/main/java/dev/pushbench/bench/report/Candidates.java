package dev.pushbench.bench.report;

import dev.pushbench.bench.report.fit.Candidate;
import dev.pushbench.bench.report.fit.LatencyEstimate;
import dev.pushbench.bench.report.fit.Observation;
import dev.pushbench.bench.report.fit.Rooms;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Estimate;
import dev.pushbench.bench.result.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** The results of a run as candidates for whoever needs one. */
final class Candidates {
    private static final String P99 = "latency_p99_us";
    private static final List<String> COSTS =
            List.of("overhead_bytes_per_delivery", "server_cpu_us_per_delivery", "requests_per_delivery");

    private Candidates() {}

    /** One for each variant of each kind of workload, in the order of techniques. */
    static List<Candidate> of(Cells cells) {
        List<Candidate> candidates = new ArrayList<>();
        boolean hasOthers = cells.kinds().size() > 1;
        for (Workload kind : cells.kinds()) {
            cells.byVariant(kind::isOfTheKindOf).forEach((name, measured) -> {
                List<Observation> observations = measured.stream()
                        .map(Candidates::observation)
                        .flatMap(Optional::stream)
                        .toList();
                if (!observations.isEmpty()) {
                    CellRecord any = measured.get(0);
                    candidates.add(
                            new Candidate(name(name, kind, hasOthers), asking(any), rooms(any.row()), observations));
                }
            });
        }
        return candidates;
    }

    private static String name(String variant, Workload kind, boolean hasOthers) {
        return hasOthers ? variant + ", " + kind.kind().words() : variant;
    }

    private static Candidate.Asking asking(CellRecord cell) {
        return switch (cell.row().technique()) {
            case POLLING -> new Candidate.Asking(Candidate.Manner.AT_AN_INTERVAL, perSecond(cell, "poll_interval_ms"));
            case LONG_POLLING ->
                new Candidate.Asking(Candidate.Manner.AFTER_EACH_ANSWER, perSecond(cell, "long_poll_wait_ms"));
            case STREAMING, SSE, WEBSOCKET -> new Candidate.Asking(Candidate.Manner.ONCE, 0);
        };
    }

    private static double perSecond(CellRecord cell, String column) {
        double millis = Figures.of(cell, column).orElse(0);
        return millis > 0 ? 1e3 / millis : 0;
    }

    /** A run from before there were rooms had one; if all users read the same room, that is so for any number of them. */
    static Rooms rooms(Row row) {
        return row.number("users_per_room")
                .map(users -> users.intValueExact())
                .filter(users -> users != row.users())
                .map(Rooms::of)
                .orElse(Rooms.ONE);
    }

    private static Optional<Observation> observation(CellRecord cell) {
        return UserCosts.of(cell, rooms(cell.row())).map(costs -> {
            OptionalDouble memory = Memory.kibPerUser(cell);
            return new Observation(
                    cell.row().users(),
                    cell.row().eventsPerSecond(),
                    cell.row().validity(),
                    latency(cell),
                    costs,
                    memory.isPresent() ? OptionalDouble.of(memory.getAsDouble() * 1024) : memory,
                    error(cell));
        });
    }

    /** The percentile with the interval of the summary, or else with that of the trials' medians, or else without one. */
    private static Optional<LatencyEstimate> latency(CellRecord cell) {
        OptionalDouble figure = Figures.of(cell, P99);
        if (figure.isEmpty()) {
            return Optional.empty();
        }
        double micros = figure.getAsDouble();
        OptionalDouble low = Figures.of(cell, "latency_p99_low_us");
        OptionalDouble high = Figures.of(cell, "latency_p99_high_us");
        if (low.isPresent() && high.isPresent()) {
            return Optional.of(LatencyEstimate.measured(micros, low.getAsDouble(), high.getAsDouble()));
        }
        Optional<Estimate.Interval> interval = Figures.interval(cell, P99);
        return Optional.of(interval.map(each -> LatencyEstimate.measured(micros, each.low(), each.high()))
                .orElseGet(() -> LatencyEstimate.measured(micros)));
    }

    /** The widest of its costs' intervals. */
    private static OptionalDouble error(CellRecord cell) {
        return COSTS.stream()
                .map(column -> Figures.error(cell, column))
                .flatMapToDouble(
                        error -> error.isPresent() ? DoubleStream.of(error.getAsDouble()) : DoubleStream.empty())
                .max();
    }
}
