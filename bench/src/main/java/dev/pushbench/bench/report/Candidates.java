package dev.pushbench.bench.report;

import dev.pushbench.bench.report.fit.Candidate;
import dev.pushbench.bench.report.fit.Observation;
import dev.pushbench.bench.result.CellRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** The results of a run as candidates for whoever needs one. */
final class Candidates {
    private static final List<String> EVENT_BYTES =
            List.of("payload_bytes_per_delivery", "framing_bytes_per_delivery", "tls_bytes_per_delivery");
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
                        .filter(cell -> Bytes.perDelivery(cell).isPresent()
                                && cell.row().eventsPerSecond() > 0)
                        .map(Candidates::observation)
                        .toList();
                if (!observations.isEmpty()) {
                    candidates.add(new Candidate(name(name, kind, hasOthers), asking(measured.get(0)), observations));
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

    private static Observation observation(CellRecord cell) {
        boolean isPush = cell.row().technique().isPush();
        OptionalDouble memory = Memory.kibPerUser(cell);
        return new Observation(
                cell.row().users(),
                cell.row().eventsPerSecond(),
                Figures.of(cell, "latency_p99_us"),
                new Observation.PerDelivery(
                        Figures.sum(cell, EVENT_BYTES).orElse(0),
                        Figures.of(cell, "head_bytes_per_delivery").orElse(0),
                        Figures.of(cell, "control_bytes_per_delivery").orElse(0),
                        // The requests of those who are pushed to are what connected them.
                        isPush ? 0 : Figures.of(cell, "requests_per_delivery").orElse(0),
                        Figures.of(cell, "server_cpu_us_per_delivery")),
                memory.isPresent() ? OptionalDouble.of(memory.getAsDouble() * 1024) : memory,
                error(cell));
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
