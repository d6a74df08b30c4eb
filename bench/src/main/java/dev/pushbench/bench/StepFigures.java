package dev.pushbench.bench;

import dev.pushbench.bench.capacity.Observed;
import dev.pushbench.bench.result.Evidence;
import dev.pushbench.bench.result.Grade;
import dev.pushbench.bench.result.JvmLoad;
import dev.pushbench.bench.result.ServerCost;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.result.Validity;
import dev.pushbench.bench.result.Validity.Flaw;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.Conduct;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.pacing.FireTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/** A trial as a step of a search sees it: its figures, and on whose account each of its flaws is. */
final class StepFigures {
    private StepFigures() {}

    static Observed of(TrialResult result, ServerCores cores) {
        Cell cell = result.cell();
        Optional<LoadResult> load = result.load();
        return new Observed(
                load.map(LoadResult::expected).orElse(0L),
                load.map(StepFigures::delivered).orElse(0L),
                load.map(found -> found.latencies().latency()).orElseGet(() -> new Histogram(3)),
                new Observed.Window(
                        cell.phases().allMeasured().toNanos(),
                        schedule(cell),
                        load.map(StepEvents::of).orElse(List.of())),
                StepWait.of(cell),
                load.map(StepFigures::publishDelayNanos).orElse(0L),
                busy(result.evidence(), cores),
                objections(
                        result.validity(), load.filter(StepFigures::isSurplus).isPresent()));
    }

    /** When events are due, from the beginning of the measured windows. */
    private static FireTimes schedule(Cell cell) {
        double rate = cell.publishing().eventsPerSecond();
        Conduct conduct = cell.scene().conduct();
        return conduct.inPairs()
                ? FireTimes.pairs(rate, conduct.pairGap())
                : cell.scene().arrivals().fireTimes(rate, cell.phases().allMeasured());
    }

    /** What is missing of the warm-up is missing too. */
    private static long delivered(LoadResult load) {
        return Math.max(
                0,
                Math.min(
                        load.deliveries().delivered(),
                        load.expected() - load.deliveries().missing()));
    }

    private static boolean isSurplus(LoadResult load) {
        return load.deliveries().delivered() > load.expected();
    }

    private static long publishDelayNanos(LoadResult load) {
        Histogram delays = load.latencies().publishDelay();
        return delays.getTotalCount() == 0 ? 0 : delays.getValueAtPercentile(99);
    }

    private static Observed.Busy busy(Evidence evidence, ServerCores cores) {
        OptionalDouble server = share(evidence.server().map(ServerCost::load));
        return new Observed.Busy(
                share(evidence.generator()),
                server.isPresent() ? OptionalDouble.of(server.getAsDouble() / cores.usable()) : server);
    }

    private static OptionalDouble share(Optional<JvmLoad> jvm) {
        return jvm.isPresent() ? OptionalDouble.of(jvm.get().cpuShare()) : OptionalDouble.empty();
    }

    /** Only what exceeds the second of its limits, whatever that makes of a verdict; what is less shows in the figures. */
    private static Observed.Objections objections(Validity validity, boolean isSurplus) {
        List<String> disturbed = new ArrayList<>();
        List<String> generator = new ArrayList<>();
        List<String> server = new ArrayList<>();
        List<String> other = new ArrayList<>();
        for (Validity.Cause cause : validity.causes()) {
            if (cause.grade() == Grade.INVALID) {
                whose(cause.flaw(), disturbed, generator, server, other)
                        .ifPresent(account -> account.add(cause.text()));
            }
        }
        if (isSurplus) {
            other.add("more was delivered than was expected");
        }
        return new Observed.Objections(disturbed, generator, server, other);
    }

    /** Empty for what the figures tell better: what is missing, and how late the publisher was. */
    private static Optional<List<String>> whose(
            Flaw flaw, List<String> disturbed, List<String> generator, List<String> server, List<String> other) {
        return switch (flaw) {
            case STEAL, OTHER_PROCESSES -> Optional.of(disturbed);
            case GENERATOR_BUSY, GENERATOR_HICCUPS, GENERATOR_GC, LINK_LATE -> Optional.of(generator);
            case UNFINISHED, FAILED_CONNECTIONS, SERVER_HICCUPS, SERVER_GC -> Optional.of(server);
            case MISSING, MISSING_BEHIND_GAP, NOT_AS_EXPECTED, LATE_PUBLISHER -> Optional.empty();
            case NOTHING_EXPECTED,
                    DUPLICATE,
                    OUT_OF_ORDER,
                    ALTERED,
                    UNPUBLISHED,
                    LEDGERS_DIFFER,
                    RECONNECTED,
                    NOT_SETTLED,
                    TRIALS_REJECTED -> Optional.of(other);
        };
    }
}
