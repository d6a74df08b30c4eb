package dev.pushbench.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.Eventually;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
final class EventLoopTest {
    private static final long MILLI = 1_000_000;

    private static final AtomicInteger LOOPS = new AtomicInteger();

    private final String name = "loop-under-test-" + LOOPS.incrementAndGet();
    private EventLoop loop;

    @BeforeEach
    void start() throws Exception {
        loop = EventLoop.start(name);
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void tasksRunInTheirOrderOnTheLoopsThread() throws Exception {
        List<Integer> order = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        for (int i = 0; i < 10_000; i++) {
            int number = i;
            loop.execute(() -> {
                order.add(number);
                threads.add(Thread.currentThread());
            });
        }
        loop.execute(done::countDown);
        done.await();

        assertThat(order)
                .containsExactlyElementsOf(IntStream.range(0, 10_000).boxed().toList());
        assertThat(threads)
                .allSatisfy(thread -> assertThat(thread.getName()).isEqualTo(name))
                .doesNotContain(Thread.currentThread());
    }

    @Test
    void aTaskMayGiveAnother() throws Exception {
        CountDownLatch second = new CountDownLatch(1);

        loop.execute(() -> loop.execute(second::countDown));

        second.await();
    }

    @Test
    void timersExpireOnceInTheOrderOfTheirDeadlinesAndNotBeforeThem() throws Exception {
        List<Integer> order = new ArrayList<>();
        List<Long> earlyNanos = new ArrayList<>();
        List<Integer> shuffled = new ArrayList<>(IntStream.range(0, 20).boxed().toList());
        Collections.shuffle(shuffled, new Random(1));
        CountDownLatch done = new CountDownLatch(21);

        loop.execute(() -> {
            long start = System.nanoTime();
            for (int number : shuffled) {
                long deadline = start + 20 * MILLI + 3 * MILLI * number; // two ticks of the wheel apart
                loop.schedule(deadline, nowNanos -> {
                    order.add(number);
                    earlyNanos.add(deadline - System.nanoTime());
                    earlyNanos.add(deadline - nowNanos);
                    done.countDown();
                });
            }
            loop.schedule(start + 100 * MILLI, nowNanos -> done.countDown());
        });
        done.await();

        assertThat(order)
                .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
        assertThat(earlyNanos).allMatch(early -> early <= 0);
    }

    @Test
    void aDeadlineThatHasPassedExpiresAtOnce() throws Exception {
        CountDownLatch done = new CountDownLatch(1);

        loop.execute(() -> loop.schedule(System.nanoTime() - 10_000 * MILLI, nowNanos -> done.countDown()));

        done.await();
    }

    @Test
    void aTimerBeyondOneTurnOfTheWheelWaitsForItsTurn() throws Exception {
        CompletableFuture<Long> lateNanos = new CompletableFuture<>();

        loop.execute(() -> {
            long deadline = System.nanoTime() + 4_400 * MILLI;
            loop.schedule(deadline, nowNanos -> lateNanos.complete(System.nanoTime() - deadline));
        });

        assertThat(lateNanos.get(30, TimeUnit.SECONDS)).isNotNegative();
    }

    @Test
    void thousandsOfTimersExpireOnceEach() throws Exception {
        int timers = 20_000;
        int[] expired = new int[timers];
        AtomicLong early = new AtomicLong();
        CountDownLatch done = new CountDownLatch(timers);
        Random random = new Random(2);

        loop.execute(() -> {
            long start = System.nanoTime();
            for (int i = 0; i < timers; i++) {
                int number = i;
                long deadline = start + random.nextInt(300) * MILLI;
                loop.schedule(deadline, nowNanos -> {
                    expired[number]++;
                    early.addAndGet(System.nanoTime() < deadline ? 1 : 0);
                    done.countDown();
                });
            }
        });
        done.await();
        afterAnotherRound();

        assertThat(expired).containsOnly(1);
        assertThat(early).hasValue(0);
    }

    @Test
    void aTimerMayScheduleTheNext() throws Exception {
        CountDownLatch done = new CountDownLatch(50);

        loop.execute(() -> loop.schedule(System.nanoTime(), new Timer() {
            @Override
            public void expired(long nowNanos) {
                done.countDown();
                if (done.getCount() > 0) {
                    loop.schedule(nowNanos + MILLI, this);
                }
            }
        }));

        done.await();
    }

    @Test
    void aCancelledTimerDoesNotExpire() throws Exception {
        AtomicInteger expired = new AtomicInteger();
        CountDownLatch later = new CountDownLatch(1);

        loop.execute(() -> {
            long deadline = System.nanoTime() + 20 * MILLI;
            EventLoop.Scheduled timer = loop.schedule(deadline, nowNanos -> expired.incrementAndGet());
            loop.cancel(timer);
            loop.cancel(timer);
            loop.schedule(deadline + 20 * MILLI, nowNanos -> later.countDown());
        });
        later.await();

        assertThat(expired).hasValue(0);
    }

    @Test
    void cancellingATimerThatHasExpiredLeavesOthersAlone() throws Exception {
        CountDownLatch second = new CountDownLatch(1);

        loop.execute(() -> {
            long deadline = System.nanoTime() + 5 * MILLI;
            List<EventLoop.Scheduled> first = new ArrayList<>();
            first.add(loop.schedule(deadline, nowNanos -> {
                loop.schedule(deadline, later -> second.countDown()); // where the first has just been
                loop.cancel(first.get(0));
            }));
        });

        assertThat(second.await(10, TimeUnit.SECONDS))
                .as("the second timer expired")
                .isTrue();
    }

    @Test
    void aTaskThatThrowsIsKeptAndTheOthersGoOn() throws Exception {
        IllegalStateException defect = new IllegalStateException("on purpose");
        CountDownLatch after = new CountDownLatch(1);

        loop.execute(() -> {
            throw defect;
        });
        loop.execute(() -> {
            throw new IllegalStateException("a later one");
        });
        loop.execute(after::countDown);
        after.await();

        assertThat(loop.defect()).containsSame(defect);
        assertThat(loop.failure()).isEmpty();
    }

    @Test
    void aTimerThatThrowsIsKeptAndTheOthersGoOn() throws Exception {
        CountDownLatch after = new CountDownLatch(1);

        loop.execute(() -> {
            loop.schedule(System.nanoTime(), nowNanos -> {
                throw new IllegalStateException("on purpose");
            });
            loop.schedule(System.nanoTime() + 5 * MILLI, nowNanos -> after.countDown());
        });
        after.await();

        assertThat(loop.defect()).get().hasToString("java.lang.IllegalStateException: on purpose");
        assertThat(loop.failure()).isEmpty();
    }

    @Test
    void anErrorEndsTheLoop() throws Exception {
        AssertionError error = new AssertionError("on purpose");
        AtomicInteger after = new AtomicInteger();

        loop.execute(() -> {
            throw error;
        });
        Eventually.holds("the loop has failed", () -> loop.failure().isPresent());
        loop.execute(after::incrementAndGet);
        loop.close();

        assertThat(loop.failure()).containsSame(error);
        assertThat(after).hasValue(0);
        assertThat(threadNames()).doesNotContain(name);
    }

    /** In whichever of its calls; the connection opened beside it lives. */
    @ParameterizedTest
    @ValueSource(strings = {"connected", "read", "ended"})
    void aHandlerThatThrowsLosesItsConnectionAndNoOther(String call) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(20_000);
            InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
            CountDownLatch bystanderRead = new CountDownLatch(1);
            CompletableFuture<RuntimeException> told = new CompletableFuture<>();
            loop.execute(() -> loop.connect(address, new Throwing("never", bystanderRead, told)));
            try (Socket bystander = server.accept()) {
                loop.execute(() -> loop.connect(address, new Throwing(call, bystanderRead, told)));
                try (Socket accepted = server.accept()) {
                    accepted.setSoTimeout(20_000);
                    accepted.getOutputStream().write(1);
                    accepted.shutdownOutput();
                    assertThat(accepted.getInputStream().read())
                            .as("end of input")
                            .isNegative();
                }
                assertThat(told.get()).hasMessage(call);
                bystander.getOutputStream().write(1);
                bystanderRead.await();
            }
            assertThat(loop.failure()).isEmpty();
            assertThat(loop.defect()).isEmpty();
        }
    }

    /** Throws in one of its calls; where that is none, counts down when it reads. */
    private record Throwing(String call, CountDownLatch read, CompletableFuture<RuntimeException> told)
            implements Channel.Handler {
        private void perhaps(String now) {
            if (now.equals(call)) {
                throw new IllegalStateException(call);
            }
        }

        @Override
        public void connected() {
            perhaps("connected");
        }

        @Override
        public void read(ByteBuffer in, long nowNanos) {
            perhaps("read");
            if (call.equals("never")) {
                read.countDown();
            }
        }

        @Override
        public void ended(String reason, long nowNanos) {
            perhaps("ended");
        }

        @Override
        public void lost(boolean stood, String reason) {}

        @Override
        public void failed(RuntimeException defect) {
            told.complete(defect);
        }
    }

    @Test
    void aClosedLoopHasNotFailedAndLeavesNoThread() {
        loop.close();

        assertThat(loop.failure()).isEmpty();
        assertThat(threadNames()).doesNotContain(name);
    }

    private void afterAnotherRound() throws Exception {
        CountDownLatch later = new CountDownLatch(1);
        loop.execute(() -> loop.schedule(System.nanoTime() + 10 * MILLI, nowNanos -> later.countDown()));
        later.await();
    }

    private static List<String> threadNames() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
