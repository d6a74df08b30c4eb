package dev.pushbench.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.host.SampleKind;
import dev.pushbench.bench.host.ServerProcess;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.server.stats.ServerFigures;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Several loads on one server at once, whose windows begin and end together, so that there is an instant at which all are quiet and what all of
 * them counted can be compared with what the server did.
 */
final class Concert {
    private static final long LONGEST_SECONDS = 60;

    private final ServerProcess server;
    private final CountDownLatch warm;
    private final CyclicBarrier begin;
    private final CyclicBarrier compare;
    private final long[] up;
    private final long[] down;
    private final long[] events;
    private long othersUp;
    private long othersDown;
    private long othersEvents;
    private volatile boolean agreed;
    private volatile String outcome = "the ledgers were never compared";

    Concert(int parts, ServerProcess server) {
        this.server = server;
        this.warm = new CountDownLatch(parts);
        this.begin = new CyclicBarrier(parts);
        this.compare = new CyclicBarrier(parts, this::compare);
        this.up = new long[parts];
        this.down = new long[parts];
        this.events = new long[parts];
    }

    /** Who watches one of the loads. */
    Load.Observer part(int number) {
        return new Load.Observer() {
            private boolean first = true;

            @Override
            public void progress(Load.Progress progress) {}

            @Override
            public void reached(Load.Milestone milestone) {
                if (milestone == Load.Milestone.WARM) {
                    warm.countDown();
                    await(begin);
                }
            }

            @Override
            public boolean agrees(Traffic users, LoadResult.Published published) {
                up[number] = users.up().total() + published.bytesUp();
                down[number] = users.down().total() + published.bytesDown();
                events[number] = published.events();
                boolean wasFirst = first; // the others may not be quiet yet, and what is told now is old by then
                first = false;
                return await(compare) && agreed && !wasFirst;
            }
        };
    }

    void awaitBeginning() throws InterruptedException {
        assertThat(warm.await(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /** Somebody else was there too. Before the end. */
    synchronized void add(Nuisance.Account account) {
        othersUp += account.bytesUp();
        othersDown += account.bytesDown();
        othersEvents += account.events();
    }

    String outcome() {
        return outcome;
    }

    void ledgersAreEqual() {
        assertThat(agreed).as(outcome).isTrue();
    }

    private static boolean await(CyclicBarrier barrier) {
        try {
            barrier.await(LONGEST_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return true;
        } catch (BrokenBarrierException | TimeoutException gone) {
            return true; // one of them has ended, and there is nothing to wait for
        }
    }

    /** On the thread of whoever comes last. */
    private synchronized void compare() {
        if (agreed) {
            return;
        }
        try {
            ServerFigures figures = server.sample(SampleKind.NOW).orElseThrow().server();
            long allUp = sum(up) + othersUp;
            long allDown = sum(down) + othersDown;
            long allEvents = sum(events) + othersEvents;
            agreed = allUp == figures.bytesIn() && allDown == figures.bytesOut() && allEvents == figures.events();
            outcome = SoakTest.compared(figures, allUp, allDown, allEvents);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static long sum(long[] all) {
        long sum = 0;
        for (long each : all) {
            sum += each;
        }
        return sum;
    }
}
