package dev.pushbench.bench.host;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/**
 * Watches the JVM that it runs in: what it uses, and what holds it up.
 *
 * <p>Watching costs a thread that wakes every millisecond; what it uses is left out of the figures. It is a daemon: a JVM ends without
 * closing it.
 */
public final class JvmProbe implements AutoCloseable {
    private static final int MOST_COLLECTIONS = 10;
    private static final int LEAST_IN_VAIN = 3;
    private static final long BETWEEN_COLLECTIONS_NANOS = 30_000_000;

    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final AllocatedBytes allocatedBytes = new AllocatedBytes();
    private final JavaThreads javaThreads = new JavaThreads();
    private final OwnThreads ownThreads = new OwnThreads();
    private final HiccupMeter hiccups = HiccupMeter.start();
    private final long startNanos = System.nanoTime();
    private GcPauses ownPauses = GcPauses.NONE;

    private JvmProbe() {}

    /** Takes milliseconds. */
    public static JvmProbe start() {
        return new JvmProbe();
    }

    /** The figures in that way. One thread at a time. */
    public JvmFigures figures(SampleKind kind) {
        return switch (kind) {
            case NOW -> figures();
            case AFTER_ONE_GC -> figuresAfter(JvmProbe::collectOnce);
            case AFTER_GC -> figuresAfterGc();
        };
    }

    /** The figures now. Cheap. Any thread, but each hiccup is told to one caller only. */
    public JvmFigures figures() {
        long ownCpuNanos = ownThreads.cpuNanos();
        return new JvmFigures(
                System.nanoTime() - startNanos,
                process.getProcessCpuTime() - ownCpuNanos,
                javaThreads.cpuNanos() - ownCpuNanos,
                allocatedBytes.sum() - ownThreads.allocatedBytes(),
                memory.getHeapMemoryUsage().getUsed(),
                pauses(),
                hiccups.take());
    }

    /**
     * The figures once the garbage is gone. Collects until the heap no longer shrinks, at most ten times. Its own pauses
     * never count; its CPU time does. One thread at a time.
     */
    public JvmFigures figuresAfterGc() {
        return figuresAfter(JvmProbe::collect);
    }

    private synchronized JvmFigures figuresAfter(ToLongFunction<JvmProbe> collecting) {
        Optional<GcPauses> before = GcPauses.ofThisJvm();
        long heapBytes = collecting.applyAsLong(this);
        GcPauses.ofThisJvm().ifPresent(after -> ownPauses = ownPauses.plus(after.minus(before.orElse(GcPauses.NONE))));
        return figures().withHeap(heapBytes);
    }

    private synchronized Optional<GcPauses> pauses() {
        return GcPauses.ofThisJvm().map(all -> all.minus(ownPauses));
    }

    @Override
    public void close() {
        hiccups.close();
    }

    private long collectOnce() {
        System.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    /**
     * Collects until the heap is as small as it gets, and returns that size. One collection does not do: what
     * cleaners and finalizers still hold is freed by a later one, and soon after its start a JVM has megabytes of it.
     */
    private long collect() {
        long leastBytes = Long.MAX_VALUE;
        int inVain = 0;
        for (int i = 0; i < MOST_COLLECTIONS && inVain < LEAST_IN_VAIN; i++) {
            System.gc();
            long usedBytes = memory.getHeapMemoryUsage().getUsed();
            inVain = usedBytes < leastBytes - leastBytes / 100 ? 0 : inVain + 1;
            leastBytes = Math.min(leastBytes, usedBytes);
            LockSupport.parkNanos(BETWEEN_COLLECTIONS_NANOS);
        }
        return leastBytes;
    }
}
