package dev.pushbench.bench.host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * The pauses of this JVM, as its Flight Recorder streams them.
 *
 * <p>The recorder tells once a second, so the pauses of the last second may be missing. {@link #awaitTold} waits for
 * them. All JFR is here: on a JVM without it, it is this class that does not load.
 */
final class GcPauseStream implements AutoCloseable {
    private static final String GC_PAUSE = "jdk.GCPhasePause";
    private static final Duration LONGEST_KEPT_ON_DISK = Duration.ofSeconds(10);

    /** The recorder's clock and the system's may differ by microseconds; no other pause is as close to a collection of ours. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMillis(1);

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

    /** Comes through the stream behind every pause that was before it. */
    @Name("dev.pushbench.Mark")
    @Enabled
    @StackTrace(false)
    static final class Mark extends Event {
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
            stream.enable(Mark.class);
            stream.onEvent(GC_PAUSE, pauses::add);
            stream.onEvent(Mark.class.getAnnotation(Name.class).value(), pauses::told);
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

    /** Runs something whose pauses do not count. */
    long leavingOut(LongSupplier action) {
        Instant from = Instant.now().minus(CLOCK_DIFFERENCE);
        long result = action.getAsLong();
        Instant to = Instant.now().plus(CLOCK_DIFFERENCE);
        synchronized (this) {
            leftOut.add(new Span(from, to));
        }
        return result;
    }

    /** Returns when every pause up to now has been told, or after five seconds. For one thread at a time. */
    void awaitTold() throws InterruptedException {
        Mark mark = new Mark();
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

    private synchronized void told(RecordedEvent mark) {
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
