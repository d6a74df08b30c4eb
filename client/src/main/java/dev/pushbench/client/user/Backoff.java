package dev.pushbench.client.user;

/**
 * The pauses of one user before it connects again after an error: 100 ms, twice as long after each further error, at most 800 ms. The ledger
 * of connections has their count and length. On the loop's thread.
 */
final class Backoff {
    private static final long FIRST_PAUSE_NANOS = 100_000_000L;
    private static final int MAX_DOUBLINGS = 3;

    private final UserSetting setting;
    private final Runnable afterPause;
    private int failures;
    private boolean isPausing;
    private long startNanos;

    /** @param afterPause called after each pause, also after one that was cut short */
    Backoff(UserSetting setting, Runnable afterPause) {
        this.setting = setting;
        this.afterPause = afterPause;
    }

    boolean isPausing() {
        return isPausing;
    }

    /** Begins a pause; there must be none. */
    void begin() {
        long pauseNanos = FIRST_PAUSE_NANOS << Math.min(failures++, MAX_DOUBLINGS);
        isPausing = true;
        startNanos = System.nanoTime();
        setting.meter().connections().backoffBegins();
        setting.loop().schedule(startNanos + pauseNanos, nowNanos -> {
            end();
            afterPause.run();
        });
    }

    /** Counts the pause at hand up to now, if there is one. */
    void end() {
        if (isPausing) {
            isPausing = false;
            setting.meter().connections().backoffEnds(System.nanoTime() - startNanos);
        }
    }

    /** The next pause is the first again. */
    void reset() {
        failures = 0;
    }
}
