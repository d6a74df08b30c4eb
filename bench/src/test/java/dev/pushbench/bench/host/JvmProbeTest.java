package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

    /** One for all that do not mind what another has seen: to begin and to end takes a second each. */
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
        try (JvmProbe fresh = JvmProbe.start()) {
            await(fresh, figures -> figures.gcPauses().isPresent());
            System.gc();

            GcPauses pauses = await(
                            fresh, figures -> figures.gcPauses().orElseThrow().count() > 0)
                    .gcPauses()
                    .orElseThrow();

            assertThat(pauses.maxNanos()).isPositive();
            assertThat(pauses.totalNanos()).isGreaterThanOrEqualTo(pauses.maxNanos());
        }
    }

    @Test
    void theProbesOwnCollectionsDoNotCount() throws Exception {
        JvmFigures before = PROBE.figuresWithAllPauses();
        PROBE.figuresAfterGc();
        JvmFigures after = PROBE.figuresWithAllPauses();

        assertThat(after.gcPauses().orElseThrow().count()
                        - before.gcPauses().orElseThrow().count())
                .as("pauses of the collection between")
                .isZero();
    }

    @Test
    void pausesAreAllToldWhereTheyAreWaitedFor() throws Exception {
        GcPauses before = PROBE.figuresWithAllPauses().gcPauses().orElseThrow();
        System.gc();
        GcPauses after = PROBE.figuresWithAllPauses().gcPauses().orElseThrow();

        assertThat(after.count()).isGreaterThan(before.count());
        assertThat(after.totalNanos()).isGreaterThan(before.totalNanos());
    }

    @Test
    void garbageIsGoneAfterACollection() throws Exception {
        held = new byte[ALLOCATED_BYTES];
        long fullBytes = PROBE.figuresAfterGc().heapUsedBytes();
        held = new byte[0];
        long emptyBytes = PROBE.figuresAfterGc().heapUsedBytes();

        assertThat(fullBytes - emptyBytes).isGreaterThan(ALLOCATED_BYTES / 2);
    }

    @Test
    void aJvmEndsThoughNobodyClosedItsProbe() {
        await(PROBE, figures -> figures.gcPauses().isPresent());

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(
                        thread -> List.of(OwnThreads.HICCUPS, OwnThreads.PAUSES).contains(thread.getName()))
                .hasSizeGreaterThanOrEqualTo(2)
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
