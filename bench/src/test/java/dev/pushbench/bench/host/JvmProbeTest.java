package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class JvmProbeTest {
    private static final int ALLOCATED_BYTES = 20_000_000;

    private final JvmProbe probe = JvmProbe.start();

    /** A field, so that no compiler can leave the allocation out. */
    private volatile byte[] held = {};

    @AfterEach
    void closeProbe() {
        probe.close();
    }

    @Test
    void whatIsAllocatedAppearsInTheFigures() {
        JvmFigures before = probe.figures();
        held = new byte[ALLOCATED_BYTES];
        JvmFigures after = probe.figures();

        assertThat(after.allocatedBytes() - before.allocatedBytes()).isGreaterThanOrEqualTo(ALLOCATED_BYTES);
    }

    @Test
    void whatAnEndedThreadAllocatedDoesNotLeaveTheSum() throws Exception {
        Thread thread = new Thread(() -> held = new byte[ALLOCATED_BYTES]);
        JvmFigures before = probe.figures();
        thread.start();
        thread.join();
        JvmFigures after = probe.figures();

        assertThat(after.allocatedBytes()).isGreaterThanOrEqualTo(before.allocatedBytes());
    }

    @Test
    void processorTimeAndUptimeRise() {
        JvmFigures before = probe.figures();
        JvmFigures after = await(figures -> figures.processCpuNanos() > before.processCpuNanos());

        assertThat(before.processCpuNanos()).isPositive();
        assertThat(after.uptimeNanos()).isGreaterThan(before.uptimeNanos());
        assertThat(after.heapUsedBytes()).isPositive();
    }

    @Test
    void aCollectionIsAPause() {
        await(figures -> figures.gcPauses().isPresent());
        System.gc();

        GcPauses pauses = await(figures -> figures.gcPauses().orElseThrow().count() > 0)
                .gcPauses()
                .orElseThrow();

        assertThat(pauses.maxNanos()).isPositive();
        assertThat(pauses.totalNanos()).isGreaterThanOrEqualTo(pauses.maxNanos());
    }

    @Test
    void theProbesOwnCollectionsDoNotCount() throws Exception {
        JvmFigures before = probe.figuresWithAllPauses();
        probe.figuresAfterGc();
        JvmFigures after = probe.figuresWithAllPauses();

        assertThat(after.gcPauses().orElseThrow().count()
                        - before.gcPauses().orElseThrow().count())
                .as("pauses of the collection between")
                .isZero();
    }

    @Test
    void pausesAreAllToldWhereTheyAreWaitedFor() throws Exception {
        GcPauses before = probe.figuresWithAllPauses().gcPauses().orElseThrow();
        System.gc();
        GcPauses after = probe.figuresWithAllPauses().gcPauses().orElseThrow();

        assertThat(after.count()).isGreaterThan(before.count());
        assertThat(after.totalNanos()).isGreaterThan(before.totalNanos());
    }

    @Test
    void garbageIsGoneAfterACollection() throws Exception {
        held = new byte[ALLOCATED_BYTES];
        long fullBytes = probe.figuresAfterGc().heapUsedBytes();
        held = new byte[0];
        long emptyBytes = probe.figuresAfterGc().heapUsedBytes();

        assertThat(fullBytes - emptyBytes).isGreaterThan(ALLOCATED_BYTES / 2);
    }

    @Test
    void aJvmEndsThoughNobodyClosedItsProbe() {
        await(figures -> figures.gcPauses().isPresent());

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(
                        thread -> List.of(OwnThreads.HICCUPS, OwnThreads.PAUSES).contains(thread.getName()))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(Thread::isDaemon);
    }

    @Test
    void aClosedProbeStillTellsFigures() {
        probe.close();

        assertThat(probe.figures().allocatedBytes()).isPositive();
    }

    private JvmFigures await(Predicate<JvmFigures> isThere) {
        Optional<JvmFigures> figures = Optional.empty();
        while (figures.filter(isThere).isEmpty()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            figures = Optional.of(probe.figures());
        }
        return figures.get();
    }
}
