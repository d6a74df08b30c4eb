package dev.pushbench.bench.result;

import dev.pushbench.bench.capacity.Finding;
import dev.pushbench.bench.capacity.Over;
import dev.pushbench.bench.capacity.SearchPlan;
import dev.pushbench.bench.scenario.Cell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a search found: a row of {@code capacity.csv}.
 *
 * @param first the cell of its first step
 * @param trial the measurement that the figures are of: the last one of the highest step that was met; empty where none was
 * @param ioThreads of the server; empty where it is not ours
 */
public record Knee(
        Cell first, SearchPlan plan, Finding finding, Optional<TrialResult> trial, Optional<Integer> ioThreads) {
    static final String OUTCOME = "outcome";
    static final String CONFIRMED = "confirmed";

    /** In the order of the file. Those that hold numbers, where anything. */
    static final List<String> FIGURES = List.of(
            "users",
            "rate_per_s",
            "deliveries_per_s",
            "server_cores_used",
            "deliveries_per_s_per_server_core",
            "io_threads",
            "deliveries_per_s_per_io_thread",
            "latency_p99_us",
            "missed_at",
            "trials");

    private static final double NANOS_PER_SECOND = 1e9;

    /** By the titles of the file; empty where there is no such figure. */
    public Map<String, Optional<Object>> fields() {
        OptionalDouble deliveries = deliveriesPerSecond();
        OptionalDouble cores = coresUsed();
        Map<String, Optional<Object>> fields = new LinkedHashMap<>();
        fields.put(
                Summary.CELL,
                Optional.of(trial.map(TrialResult::cell).orElse(first).id()));
        fields.put("technique", Optional.of(first.technique().id()));
        fields.put("search", Optional.of(plan.over().id()));
        fields.put("users", amount(Over.USERS, first.users()));
        fields.put(
                "rate_per_s",
                AppliesTo.EVENTS.test(first)
                        ? amount(Over.RATE, first.publishing().eventsPerSecond())
                        : Optional.empty());
        fields.put(OUTCOME, Optional.of(finding.outcome().words()));
        fields.put(CONFIRMED, Optional.of(finding.isConfirmed()));
        fields.put("deliveries_per_s", rounded(deliveries));
        fields.put("server_cores_used", Rounding.scaled(cores, 1, 3));
        fields.put("deliveries_per_s_per_server_core", rounded(divided(deliveries, cores)));
        fields.put("io_threads", ioThreads.map(threads -> threads));
        fields.put(
                "deliveries_per_s_per_io_thread",
                rounded(divided(deliveries, ioThreads.map(OptionalDouble::of).orElseGet(OptionalDouble::empty))));
        fields.put("latency_p99_us", latencyP99());
        fields.put(
                "missed_at",
                finding.missedAt().isPresent()
                        ? Optional.of(Rounding.plain(finding.missedAt().getAsDouble()))
                        : Optional.empty());
        fields.put("why", Optional.of(finding.why()));
        fields.put("slo", Optional.of(plan.slo().text()));
        fields.put("trials", Optional.of(finding.steps()));
        return fields;
    }

    /** What is searched over has a value where a step was met, all else its own. */
    private Optional<Object> amount(Over what, double otherwise) {
        if (plan.over() != what) {
            return Optional.of(Rounding.plain(otherwise));
        }
        return finding.amount().isPresent()
                ? Optional.of(Rounding.plain(finding.amount().getAsDouble()))
                : Optional.empty();
    }

    private OptionalDouble deliveriesPerSecond() {
        return trial.flatMap(TrialResult::load)
                .map(load -> load.deliveries().delivered()
                        * NANOS_PER_SECOND
                        / first.phases().allMeasured().toNanos())
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
    }

    private OptionalDouble coresUsed() {
        return trial.flatMap(result -> result.evidence().server())
                .map(cost -> OptionalDouble.of(cost.load().cpuShare()))
                .orElseGet(OptionalDouble::empty);
    }

    private Optional<Object> latencyP99() {
        return trial.flatMap(TrialResult::load)
                .map(Percentile.P99::ofLatency)
                .filter(nanos -> nanos.isPresent())
                .map(nanos -> Rounding.micros(nanos.getAsLong()));
    }

    private static OptionalDouble divided(OptionalDouble amount, OptionalDouble by) {
        return amount.isPresent() && by.isPresent() && by.getAsDouble() > 0
                ? OptionalDouble.of(amount.getAsDouble() / by.getAsDouble())
                : OptionalDouble.empty();
    }

    private static Optional<Object> rounded(OptionalDouble figure) {
        return Rounding.scaled(figure, 1, 0);
    }
}
