package dev.pushbench.bench.jmh;

import java.util.OptionalDouble;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What a benchmark came to.
 *
 * @param benchmark as {@link MicroSuite} names it
 * @param nsPerOp mean time of an operation, in nanoseconds, over all iterations of all forks
 * @param errorNs half the width of the 99.9 % confidence interval of that mean (JMH's, which takes the iterations for
 *     independent and normal); empty where there are too few of them
 * @param bytesPerOp allocated on the heap by an operation, as the JVM counts; empty where it does not count
 */
public record MicroFigure(String benchmark, double nsPerOp, OptionalDouble errorNs, OptionalDouble bytesPerOp) {
    private static final String ALLOCATED_PER_OPERATION = "gc.alloc.rate.norm";

    static MicroFigure of(String benchmark, RunResult result) {
        Result<?> time = result.getPrimaryResult();
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED_PER_OPERATION);
        return new MicroFigure(
                benchmark,
                time.getScore(),
                finite(time.getScoreError()),
                allocated == null ? OptionalDouble.empty() : finite(allocated.getScore()));
    }

    private static OptionalDouble finite(double number) {
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }
}
