package dev.pushbench.client;

import dev.pushbench.client.engine.EventLoop;
import dev.pushbench.client.pacing.FireTimes;
import dev.pushbench.client.user.Saying;
import dev.pushbench.client.user.Speaker;
import dev.pushbench.protocol.EventFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * What the users of one process publish: each event is written by its author when it is due, whatever became of the ones before. A thread
 * of its own waits for the instants, because a loop's timers are late by a millisecond; the loop's thread writes.
 */
final class Talk implements AutoCloseable {
    private static final long CLOSE_MILLIS = 5_000;

    private final Share share;
    private final Seating seating;
    private final FireTimes fireTimes;
    private final byte[] data;
    private final EventLoop loop;
    private final List<Speaker> speakers;
    private final BlockingQueue<Script> scripts = new LinkedBlockingQueue<>();
    private final Thread thread;

    /** @param speakers the users of the share, in their order */
    Talk(LoadPlan plan, Share share, EventLoop loop, List<Speaker> speakers) {
        this.share = share;
        this.seating = Seating.of(plan);
        this.fireTimes = plan.fireTimes();
        this.data = plan.publishing().data();
        this.loop = loop;
        this.speakers = List.copyOf(speakers);
        this.thread = new Thread(this::run, "talk");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Publishes what is this share's of it, when the script before is done. */
    void play(Script script) {
        scripts.add(script);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                playNow(scripts.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed, as it should be
        }
    }

    private void playNow(Script script) {
        for (long event = script.first();
                event < script.end() && !Thread.currentThread().isInterrupted();
                event++) {
            int author = seating.author(event);
            if (share.has(author)) {
                long dueNanos = script.dueNanos(fireTimes, event);
                Saying saying = new Saying(EventFormat.publication(dueNanos, data), dueNanos, event);
                Speaker speaker = speakers.get(share.index(author));
                waitUntil(dueNanos);
                loop.execute(() -> speaker.say(saying));
            }
        }
    }

    private static void waitUntil(long dueNanos) {
        long left = dueNanos - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = dueNanos - System.nanoTime();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
