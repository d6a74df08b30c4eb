package dev.pushbench.client;

import dev.pushbench.client.engine.EventLoop;
import dev.pushbench.client.pacing.FireTimes;
import java.util.Random;
import java.util.function.Consumer;

/** Has users replaced at a rate, whatever becomes of those before: an open loop. On the users' loop. */
final class Churn {
    /** The same users leave in every trial. */
    private static final long SEED = 1;

    private final EventLoop loop;
    private final FireTimes fireTimes;
    private final Consumer<Random> replaceOne;
    private final Random random;
    private long startNanos;
    private long replaced;
    private boolean paused;

    /**
     * @param share which of the processes this is, from 0
     * @param replaceOne has one user leave and another one come, at random
     */
    Churn(EventLoop loop, double perSecond, int share, Consumer<Random> replaceOne) {
        this.loop = loop;
        this.fireTimes = FireTimes.constantRate(perSecond);
        this.replaceOne = replaceOne;
        this.random = new Random(SEED + share);
    }

    void begin(long atNanos) {
        startNanos = atNanos;
        loop.schedule(startNanos + fireTimes.offsetNanos(0), this::due);
    }

    void pause() {
        paused = true;
    }

    private void due(long nowNanos) {
        while (!paused && startNanos + fireTimes.offsetNanos(replaced) <= nowNanos) {
            replaced++;
            replaceOne.accept(random);
        }
        if (!paused) {
            loop.schedule(startNanos + fireTimes.offsetNanos(replaced), this::due);
        }
    }
}
