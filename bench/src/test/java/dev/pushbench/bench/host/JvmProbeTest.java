package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class JvmProbeTest {
    private static final int ALLOCATED_BYTES = 20_000_000;

    /** One for all that do not mind what another has seen. */
    private static final JvmProbe PROBE = JvmProbe.start();

    /** A field, so that no compiler can leave the allocation out. */
    private volatile byte[] held = {};

    @AfterAll
    static void closeProbe() {
        PROBE.close();
    }

    @Test
    void whatIsAllocatedAppearsInTheFigures() {
        JvmFigures before = PROBE.figures();
        held = new byte[ALLOCATED_BYTES];
        JvmFigures after = PROBE.figures();

        assertThat(after.allocatedBytes() - before.allocatedBytes()).isGreaterThanOrEqualTo(ALLOCATED_BYTES);
    }

    @Test
    void whatAnEndedThreadAllocatedDoesNotLeaveTheSum() throws Exception {
        Thread thread = new Thread(() -> held = new byte[ALLOCATED_BYTES]);
        JvmFigures before = PROBE.figures();
        thread.start();
        thread.join();
        JvmFigures after = PROBE.figures();

        assertThat(after.allocatedBytes()).isGreaterThanOrEqualTo(before.allocatedBytes());
    }

    @Test
    void processorTimeAndUptimeRise() {
        JvmFigures before = PROBE.figures();
        JvmFigures after = await(PROBE, figures -> figures.processCpuNanos() > before.processCpuNanos());

        assertThat(before.processCpuNanos()).isPositive();
        assertThat(after.uptimeNanos()).isGreaterThan(before.uptimeNanos());
        assertThat(after.heapUsedBytes()).isPositive();
    }

    @Test
    void aCollectionIsAPause() {
        GcPauses before = PROBE.figures().gcPauses().orElseThrow();
        System.gc();
        GcPauses after = PROBE.figures().gcPauses().orElseThrow();

        assertThat(after.count()).isGreaterThan(before.count());
        assertThat(after.totalNanos()).isGreaterThan(before.totalNanos());
    }

    @Test
    void theProbesOwnCollectionsDoNotCount() {
        JvmFigures before = PROBE.figures();
        PROBE.figuresAfterGc();
        JvmFigures after = PROBE.figures();

        assertThat(after.gcPauses()).isEqualTo(before.gcPauses());
    }

    @Test
    void garbageIsGoneAfterACollection() {
        held = new byte[ALLOCATED_BYTES];
        long fullBytes = PROBE.figuresAfterGc().heapUsedBytes();
        held = new byte[0];
        long emptyBytes = PROBE.figuresAfterGc().heapUsedBytes();

        assertThat(fullBytes - emptyBytes).isGreaterThan(ALLOCATED_BYTES / 2);
    }

    @Test
    void aJvmEndsThoughNobodyClosedItsProbe() {
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals(OwnThreads.HICCUPS))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    @Test
    void aClosedProbeStillTellsFigures() {
        JvmProbe closed = JvmProbe.start();
        closed.close();

        assertThat(closed.figures().allocatedBytes()).isPositive();
    }

    private static JvmFigures await(JvmProbe probe, Predicate<JvmFigures> isThere) {
        Optional<JvmFigures> figures = Optional.empty();
        while (figures.filter(isThere).isEmpty()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            figures = Optional.of(probe.figures());
        }
        return figures.get();
    }
}
