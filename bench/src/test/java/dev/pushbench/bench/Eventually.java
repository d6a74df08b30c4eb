package dev.pushbench.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other threads and processes do: as short as it can, and never for ever. */
final class Eventually {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final long LOOK_NANOS = 2_000_000;

    private Eventually() {}

    /** Returns once it holds; fails, with what it should have been, where it does not in time. */
    static void holds(String what, Callable<Boolean> condition) throws Exception {
        long giveUpNanos = System.nanoTime() + LONGEST.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - giveUpNanos > 0) {
                throw new AssertionError("not within " + LONGEST.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
