package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.host.ProcessFigures;
import java.util.Optional;
import java.util.OptionalLong;

/** The most CPU that a process used in any tenth of a second or so. The kernel counts in hundredths, so that it is known to a tenth. */
final class CpuPeak {
    private static final long LEAST_NANOS = 100_000_000;

    private long sinceNanos;
    private OptionalLong cpuBefore = OptionalLong.empty();
    private Optional<Double> most = Optional.empty();

    /** To be called often. */
    void look(long pid) {
        long nowNanos = System.nanoTime();
        long passedNanos = nowNanos - sinceNanos;
        if (cpuBefore.isPresent() && passedNanos < LEAST_NANOS) {
            return;
        }
        OptionalLong cpu = ProcessFigures.cpuNanos(pid);
        if (cpu.isPresent() && cpuBefore.isPresent()) {
            double cores = (double) (cpu.getAsLong() - cpuBefore.getAsLong()) / passedNanos;
            most = Optional.of(Math.max(cores, most.orElse(0.0)));
        }
        sinceNanos = nowNanos;
        cpuBefore = cpu;
    }

    /** In cores; empty where it was not looked at twice. */
    Optional<Double> cores() {
        return most;
    }
}
