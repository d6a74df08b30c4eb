package dev.pushbench.client;

import dev.pushbench.client.pacing.FireTimes;
import dev.pushbench.protocol.EventFormat;
import java.io.IOException;
import java.util.List;

/**
 * Events for a room that nobody reads, one after the other, each when the one before is acknowledged: they have a server's JVM compile what takes
 * events, where a warm-up has too few of them for that. At ten events a second it would take minutes, and every measured event would wait for
 * an interpreter.
 */
final class Rehearsal {
    /** So many make a JVM compile what takes them. */
    private static final int FEW_EVENTS = 200;

    private static final int EVENTS = 1_000;
    private static final long LONGEST_NANOS = 1_000_000_000L;
    private static final long LONGEST_ANSWER_NANOS = 10_000_000_000L;

    private Rehearsal() {}

    /** Blocks until an answer came on any line, for a while at most, and reads what came. */
    @FunctionalInterface
    interface Answers {
        void await() throws IOException;
    }

    /** Whether a plan's warm-up has events, but few. */
    static boolean isNeeded(LoadPlan plan, FireTimes fireTimes) {
        LoadPlan.Timing timing = plan.timing();
        long events = timing.windows().warmup()
                * fireTimes.countBefore(timing.warmup().toNanos());
        return events > 0 && events < FEW_EVENTS;
    }

    /** Publishes to each server, for a second in all at most; returns the bytes written. An interrupt ends it. */
    static long play(List<PublishLine> lines, byte[] data, Answers answers) throws IOException {
        long enoughNanos = System.nanoTime() + LONGEST_NANOS;
        long bytes = 0;
        for (PublishLine line : lines) {
            for (int i = 0; i < EVENTS && System.nanoTime() < enoughNanos && goesOn(); i++) {
                bytes += line.rehearse(EventFormat.publication(System.nanoTime(), data));
                while (!line.write() && goesOn()) {
                    line.awaitRoom();
                }
                awaitAnswer(line, answers);
            }
        }
        return bytes;
    }

    private static void awaitAnswer(PublishLine line, Answers answers) throws IOException {
        long deadline = System.nanoTime() + LONGEST_ANSWER_NANOS;
        while (line.isRehearsing() && goesOn()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the server took no event");
            }
            answers.await();
        }
    }

    private static boolean goesOn() {
        return !Thread.currentThread().isInterrupted();
    }
}
