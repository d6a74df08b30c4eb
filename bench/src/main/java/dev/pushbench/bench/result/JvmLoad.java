package dev.pushbench.bench.result;

import dev.pushbench.bench.host.GcPauses;
import dev.pushbench.bench.host.Hiccups;
import dev.pushbench.bench.host.JvmFigures;
import java.util.Optional;

/**
 * A JVM over a while.
 *
 * @param nanos how long
 * @param cpuNanos of all its threads
 * @param javaCpuNanos of those that run Java alone: compilers and collectors do not count
 * @param gcPauseNanos in which collections stopped it; empty where that is not recorded
 * @param hiccups of a thread in it that wants to be woken every millisecond
 */
public record JvmLoad(long nanos, long cpuNanos, long javaCpuNanos, Optional<Long> gcPauseNanos, Hiccups hiccups) {
    static JvmLoad between(JvmFigures before, JvmFigures after) {
        return new JvmLoad(
                after.uptimeNanos() - before.uptimeNanos(),
                after.processCpuNanos() - before.processCpuNanos(),
                after.javaCpuNanos() - before.javaCpuNanos(),
                after.gcPauses()
                        .map(pauses -> pauses.totalNanos()
                                - before.gcPauses().map(GcPauses::totalNanos).orElse(0L)),
                after.hiccups());
    }

    /** Scaled to a duration that is longer by this factor, at the same rates. */
    JvmLoad times(double factor) {
        return new JvmLoad(
                Math.round(factor * nanos),
                Math.round(factor * cpuNanos),
                Math.round(factor * javaCpuNanos),
                gcPauseNanos.map(pauses -> Math.round(factor * pauses)),
                hiccups);
    }

    /** Of one core; above 1 where it ran on several. */
    public double cpuShare() {
        return nanos == 0 ? 0 : (double) cpuNanos / nanos;
    }
}
