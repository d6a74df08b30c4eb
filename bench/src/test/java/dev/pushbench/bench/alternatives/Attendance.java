package dev.pushbench.bench.alternatives;

import dev.pushbench.protocol.EventFormat;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts what users have got, and checks it; the one who waits is woken once. Any thread may tell of arrivals. */
final class Attendance {
    private static final int SEQ_OFFSET = "{\"seq\":\"".length();
    private static final int MOST_FAILURES = 5;

    private final AtomicLong arrived = new AtomicLong();
    private final AtomicLong ready = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<User> users;
    private volatile long awaited = Long.MAX_VALUE;
    private volatile @Nullable Thread waiting;

    Attendance(int users) {
        this.users = Stream.generate(() -> new User(this)).limit(users).toList();
    }

    /** One of them. For one thread at a time. */
    static final class User {
        private final Attendance attendance;
        private long cursor;

        private User(Attendance attendance) {
            this.attendance = attendance;
        }

        /** It is connected, and will get all that is published from now on. */
        void ready() {
            attendance.ready.incrementAndGet();
            LockSupport.unpark(attendance.waiting);
        }

        /** It got an event, told by its text. */
        void got(CharSequence text) {
            got(Long.parseLong(text, SEQ_OFFSET, SEQ_OFFSET + EventFormat.DIGITS, 10));
        }

        /** It got the event of that number. */
        void got(long seq) {
            if (seq != ++cursor) {
                failed("event " + seq + " in the place of " + cursor);
            }
            if (attendance.arrived.incrementAndGet() == attendance.awaited) {
                LockSupport.unpark(attendance.waiting);
            }
        }

        void failed(String why) {
            if (attendance.failures.size() < MOST_FAILURES) {
                attendance.failures.add(why);
            }
            LockSupport.unpark(attendance.waiting);
        }
    }

    List<User> users() {
        return users;
    }

    /** Waits until so many are ready. */
    void awaitReady(int count, Duration longest) {
        await(ready, count, longest);
    }

    /** To be called before the event is published that makes so many arrivals of all events together. */
    void expect(long arrivals) {
        waiting = Thread.currentThread();
        awaited = arrivals;
    }

    /** Waits for what was expected. */
    void awaitExpected(Duration longest) {
        await(arrived, awaited, longest);
    }

    private void await(AtomicLong count, long target, Duration longest) {
        waiting = Thread.currentThread();
        long deadline = System.nanoTime() + longest.toNanos();
        while (count.get() < target) {
            long left = deadline - System.nanoTime();
            if (!failures.isEmpty() || left <= 0 || Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException(count.get() + " of " + target + " in time, " + failures);
            }
            LockSupport.parkNanos(this, left);
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(String.join("; ", failures));
        }
    }
}
