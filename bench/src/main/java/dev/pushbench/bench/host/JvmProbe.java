package dev.pushbench.bench.host;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches the JVM that it runs in: what it uses, and what holds it up.
 *
 * <p>It starts at once; the Flight Recorder follows within two seconds, and until it is there the figures have no
 * pauses. Watching costs a thread that wakes every millisecond; what it and the recorder's threads use is left out of the
 * figures. Its threads are daemons: a JVM ends without closing it.
 */
public final class JvmProbe implements AutoCloseable {
    private static final int MOST_COLLECTIONS = 10;
    private static final int LEAST_IN_VAIN = 3;
    private static final long BETWEEN_COLLECTIONS_NANOS = 30_000_000;

    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final AllocatedBytes allocatedBytes = new AllocatedBytes();
    private final OwnThreads ownThreads = new OwnThreads();
    private final HiccupMeter hiccups = HiccupMeter.start();
    private final long startNanos = System.nanoTime();
    private final CompletableFuture<Optional<GcPauseStream>> pauseStream;

    private JvmProbe(CompletableFuture<Optional<GcPauseStream>> pauseStream) {
        this.pauseStream = pauseStream;
    }

    /** Takes milliseconds. */
    public static JvmProbe start() {
        CompletableFuture<Optional<GcPauseStream>> pauseStream = new CompletableFuture<>();
        Thread recording = new Thread(() -> recordPauses(pauseStream), OwnThreads.PAUSES);
        recording.setDaemon(true);
        recording.start();
        return new JvmProbe(pauseStream);
    }

    /** The figures in that way. One thread at a time. */
    public JvmFigures figures(SampleKind kind) throws InterruptedException {
        return switch (kind) {
            case NOW -> figures();
            case AFTER_GC -> figuresAfterGc();
            case WITH_ALL_PAUSES -> figuresWithAllPauses();
        };
    }

    /** The figures now. Cheap. Any thread, but each hiccup is told to one caller only. */
    public JvmFigures figures() {
        return new JvmFigures(
                System.nanoTime() - startNanos,
                process.getProcessCpuTime() - ownThreads.cpuNanos(),
                allocatedBytes.sum() - ownThreads.allocatedBytes(),
                memory.getHeapMemoryUsage().getUsed(),
                pauses(),
                hiccups.take());
    }

    /**
     * The figures now, with every pause up to now: they are told once a second, and this waits for them. All else is of the
     * instant of the call. One thread at a time.
     */
    public synchronized JvmFigures figuresWithAllPauses() throws InterruptedException {
        JvmFigures now = figures();
        Optional<GcPauseStream> stream = pauseStream.join();
        if (stream.isPresent()) {
            stream.get().awaitTold();
        }
        return now.withPauses(pauses());
    }

    /**
     * The figures once the garbage is gone. Collects until the heap no longer shrinks, at most ten times. Its own pauses
     * never count; its CPU time does. One thread at a time.
     */
    public synchronized JvmFigures figuresAfterGc() {
        Optional<GcPauseStream> stream = pauseStream.join();
        long heapBytes = stream.isPresent() ? stream.get().leavingOut(this::collect) : collect();
        return figures().withHeap(heapBytes);
    }

    private Optional<GcPauses> pauses() {
        return pauseStream.getNow(Optional.empty()).map(GcPauseStream::pauses);
    }

    @Override
    public void close() {
        hiccups.close();
        pauseStream.join().ifPresent(GcPauseStream::close);
    }

    /**
     * Collects until the heap is as small as it gets, and returns that size. One collection does not do: the recorder holds some
     * megabytes of its own for a moment, once a second.
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

    private static void recordPauses(CompletableFuture<Optional<GcPauseStream>> on) {
        try {
            GcPauseStream.record(on);
        } catch (RuntimeException | LinkageError notRecordable) {
            // Told by the figures, which have no pauses.
        } finally {
            on.complete(Optional.empty());
        }
    }
}
