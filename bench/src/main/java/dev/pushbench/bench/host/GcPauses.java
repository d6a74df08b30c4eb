package dev.pushbench.bench.host;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * How often and for how long collections stopped the whole JVM, to the millisecond that a collector's bean tells. The Flight Recorder
 * would tell it to the nanosecond, and costs a starting JVM more than a second of CPU time.
 */
public record GcPauses(long count, long totalNanos) {
    static final GcPauses NONE = new GcPauses(0, 0);

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** The beans of collectors that work beside the program call what is no pause a cycle. */
    private static final String NO_PAUSE = "Cycles";

    /** Those of this JVM since it started; empty where no collector tells them. */
    static Optional<GcPauses> ofThisJvm() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector -> !collector.getName().endsWith(NO_PAUSE) && collector.getCollectionTime() >= 0)
                .map(GcPauses::of)
                .reduce(GcPauses::plus);
    }

    private static GcPauses of(GarbageCollectorMXBean collector) {
        return new GcPauses(collector.getCollectionCount(), collector.getCollectionTime() * NANOS_PER_MILLI);
    }

    GcPauses plus(GcPauses others) {
        return new GcPauses(count + others.count, totalNanos + others.totalNanos);
    }

    GcPauses minus(GcPauses some) {
        return new GcPauses(count - some.count, totalNanos - some.totalNanos);
    }
}
