package dev.pushbench.bench.host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * The pauses of this JVM, as its Flight Recorder streams them.
 *
 * <p>The recorder tells once a second, so the pauses of the last second may be missing. {@link #leavingOut} waits for
 * them. All JFR is here: on a JVM without it, it is this class that does not load.
 */
final class GcPauseStream implements AutoCloseable {
    private static final String GC_PAUSE = "jdk.GCPhasePause";
    private static final Duration LONGEST_KEPT_ON_DISK = Duration.ofSeconds(10);
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final RecordingStream stream;
    private final List<Span> pauses = new ArrayList<>();
    private final List<Span> leftOut = new ArrayList<>();
    private long lastNumber;

    private record Span(Instant from, Instant to) {
        static Span of(RecordedEvent event) {
            return new Span(event.getStartTime(), event.getEndTime());
        }

        boolean covers(Span other) {
            return !other.from.isBefore(from) && !other.to.isAfter(to);
        }

        long nanos() {
            return Duration.between(from, to).toNanos();
        }
    }

    /** Marks in the stream, by the clock of its pauses, that collections were asked for by us. */
    @Name("dev.pushbench.LeftOut")
    @Enabled
    @StackTrace(false)
    @Threshold("0 ns")
    static final class LeftOut extends Event {
        long number;
    }

    private GcPauseStream(RecordingStream stream) {
        this.stream = stream;
    }

    /**
     * Records on the calling thread until it is closed; returns at once where this JVM cannot record. The stream's own
     * thread would not do: it is no daemon, and a JVM whose probe nobody closed would never end.
     *
     * @param on completed with the stream at its first flush, a second or so after the recording has begun
     */
    static void record(CompletableFuture<Optional<GcPauseStream>> on) {
        if (!FlightRecorder.isAvailable()) {
            return;
        }
        try (RecordingStream stream = new RecordingStream()) {
            GcPauseStream pauses = new GcPauseStream(stream);
            stream.setMaxAge(LONGEST_KEPT_ON_DISK);
            stream.enable(GC_PAUSE).withThreshold(Duration.ZERO);
            stream.enable(LeftOut.class);
            stream.onEvent(GC_PAUSE, pauses::add);
            stream.onEvent(LeftOut.class.getAnnotation(Name.class).value(), pauses::leaveOut);
            stream.onFlush(() -> on.complete(Optional.of(pauses)));
            stream.start();
        }
    }

    /** Those told so far, without those left out. */
    synchronized GcPauses pauses() {
        long[] nanos = pauses.stream()
                .filter(pause -> leftOut.stream().noneMatch(span -> span.covers(pause)))
                .mapToLong(Span::nanos)
                .toArray();
        long totalNanos = 0;
        long maxNanos = 0;
        for (long pauseNanos : nanos) {
            totalNanos += pauseNanos;
            maxNanos = Math.max(maxNanos, pauseNanos);
        }
        return new GcPauses(nanos.length, totalNanos, maxNanos);
    }

    /**
     * Runs something whose pauses do not count, and returns when every pause up to its end has been told, or after five
     * seconds. For one thread at a time.
     */
    void leavingOut(Runnable action) throws InterruptedException {
        LeftOut mark = new LeftOut();
        mark.begin();
        action.run();
        mark.end();
        synchronized (this) {
            mark.number = lastNumber + 1;
        }
        mark.commit();
        awaitTold(mark.number);
    }

    @Override
    public void close() {
        stream.close();
    }

    private synchronized void add(RecordedEvent pause) {
        pauses.add(Span.of(pause));
    }

    private synchronized void leaveOut(RecordedEvent mark) {
        leftOut.add(Span.of(mark));
        lastNumber = mark.getLong("number");
        notifyAll();
    }

    private synchronized void awaitTold(long number) throws InterruptedException {
        long startNanos = System.nanoTime();
        long leftNanos = LONGEST_WAIT_NANOS;
        while (lastNumber < number && leftNanos > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
            leftNanos = LONGEST_WAIT_NANOS - (System.nanoTime() - startNanos);
        }
    }
}
