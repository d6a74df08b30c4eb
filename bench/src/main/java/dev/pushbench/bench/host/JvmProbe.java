package dev.pushbench.bench.host;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Watches the JVM that it runs in: what it uses, and what holds it up.
 *
 * <p>It starts at once; the Flight Recorder follows within two seconds, and until it is there the figures have no
 * pauses. Watching costs a thread that wakes every millisecond. Its threads are daemons: a JVM ends without closing it.
 */
public final class JvmProbe implements AutoCloseable {
    private static final int MOST_COLLECTIONS = 3;

    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final AllocatedBytes allocatedBytes = new AllocatedBytes();
    private final HiccupMeter hiccups = HiccupMeter.start();
    private final long startNanos = System.nanoTime();
    private final CompletableFuture<Optional<GcPauseStream>> pauseStream;

    private JvmProbe(CompletableFuture<Optional<GcPauseStream>> pauseStream) {
        this.pauseStream = pauseStream;
    }

    /** Takes milliseconds. */
    public static JvmProbe start() {
        CompletableFuture<Optional<GcPauseStream>> pauseStream = new CompletableFuture<>();
        Thread recording = new Thread(() -> recordPauses(pauseStream), "gc-pauses");
        recording.setDaemon(true);
        recording.start();
        return new JvmProbe(pauseStream);
    }

    /** The figures now. Cheap. Any thread, but each hiccup is told to one caller only. */
    public JvmFigures figures() {
        return new JvmFigures(
                System.nanoTime() - startNanos,
                process.getProcessCpuTime(),
                allocatedBytes.sum(),
                memory.getHeapMemoryUsage().getUsed(),
                pauseStream.getNow(Optional.empty()).map(GcPauseStream::pauses),
                hiccups.take());
    }

    /**
     * The figures once the garbage is gone. Collects until the heap no longer shrinks, at most three times, and takes a
     * second or two, because it waits for the pauses before it to be told. Its own pauses never count, so that the
     * difference of two such figures has the pauses of what ran between; its CPU time does. One thread at a time.
     */
    public synchronized JvmFigures figuresAfterGc() throws InterruptedException {
        Optional<GcPauseStream> stream = pauseStream.join();
        if (stream.isPresent()) {
            stream.get().leavingOut(this::collect);
        } else {
            collect();
        }
        return figures();
    }

    @Override
    public void close() {
        hiccups.close();
        pauseStream.join().ifPresent(GcPauseStream::close);
    }

    private void collect() {
        long beforeBytes = Long.MAX_VALUE;
        for (int i = 0; i < MOST_COLLECTIONS; i++) {
            System.gc();
            long usedBytes = memory.getHeapMemoryUsage().getUsed();
            if (usedBytes >= beforeBytes) {
                return;
            }
            beforeBytes = usedBytes;
        }
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
