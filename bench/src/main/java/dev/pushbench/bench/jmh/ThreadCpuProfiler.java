package dev.pushbench.bench.jmh;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time, user and system, for one operation in nanoseconds: {@code cpu.worker} of the benchmark's own thread, {@code cpu.io} of the IO
 * threads of a server in this JVM. Unlike elapsed time, it can be compared on a machine that is busy with other work. Threads that use no
 * CPU time have no result.
 */
public final class ThreadCpuProfiler implements InternalProfiler {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** In names that JMH and XNIO give to their threads. */
    private static final String WORKER = "jmh-worker";

    private static final String IO = " I/O-";

    /** Of the IO threads at the end of an iteration, after the last of which they end before JMH asks the profiler. */
    private static volatile long ioEndNanos;

    private long workerStartNanos;
    private long ioStartNanos;

    /** Notes what the IO threads have used; a benchmark with a server calls it when an iteration ends. */
    static void noteIoThreads() {
        ioEndNanos = cpuNanos(IO);
    }

    @Override
    public String getDescription() {
        return "CPU time of the benchmark's thread and of the server's IO threads";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        workerStartNanos = cpuNanos(WORKER);
        ioStartNanos = cpuNanos(IO);
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        List<ScalarResult> results = new ArrayList<>();
        long operations = result.getMetadata().getAllOps();
        add(results, "cpu.worker", cpuNanos(WORKER) - workerStartNanos, operations);
        add(results, "cpu.io", ioEndNanos - ioStartNanos, operations);
        return results;
    }

    private static void add(List<ScalarResult> results, String name, long nanos, long operations) {
        if (nanos > 0 && operations > 0) {
            results.add(new ScalarResult(name, (double) nanos / operations, "ns/op", AggregationPolicy.AVG));
        }
    }

    private static long cpuNanos(String threadName) {
        long nanos = 0;
        for (var thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().contains(threadName)) {
                nanos += Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return nanos;
    }
}
