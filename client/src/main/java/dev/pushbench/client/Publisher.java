package dev.pushbench.client;

import dev.pushbench.client.http.MalformedResponse;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.PublishTimes;
import dev.pushbench.client.pacing.FireTimes;
import dev.pushbench.client.tls.TlsThread;
import dev.pushbench.client.tls.TlsWatcher;
import dev.pushbench.protocol.EventFormat;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Fills the room on an open-loop schedule, over a connection to each server and a thread of its own. It never waits for an answer before it
 * writes the next event: a server that stalls finds the events that were due meanwhile in its socket, with the instants at
 * which they were due. Of several servers each gets every event, one right after the other; sent is the instant before the first.
 *
 * <p>To a server that is not ours ({@link LoadPlan.Publishing#isPipelined}) an event is written when the one before is answered. Latencies count
 * from due as always; the publish delay, which is the publisher's own, counts from that answer where it came later.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // the counters are written by its own thread only
final class Publisher implements Source {
    private static final long COARSE_WAIT_NANOS = 2_000_000;
    private static final long ACKNOWLEDGE_NANOS = 10_000_000_000L;

    /** Also while nothing is due for long, or a socket is full, it is noticed that a server has fallen silent. */
    private static final long LONGEST_SELECT_MILLIS = 500;

    /** For so long a server may answer that it takes nothing. */
    private static final long LONGEST_REFUSAL_NANOS = 60_000_000_000L;

    private static final long BETWEEN_ATTEMPTS_NANOS = 20_000_000;
    private static final long LONGEST_ABSENCE_NANOS = 60_000_000_000L;

    private final LoadPlan plan;
    private final List<InetSocketAddress> servers;
    private final FireTimes fireTimes;
    private final PublishTimes publishTimes;
    private final byte[] data;
    private final Seating seating;
    private final long[] lastSlots;
    private final List<PublishLine> lines = new ArrayList<>();
    private final SingleWriterRecorder publishDelay = Meter.recorder();
    private final Thread thread;
    private Optional<TlsThread> tls = Optional.empty();

    private final BlockingQueue<Schedule> schedules = new LinkedBlockingQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger();
    private volatile long bytesUp;
    private volatile long bytesDown;
    private volatile long bytesUpBefore;
    private volatile long bytesDownBefore;
    private volatile long sentBefore;
    private long backSinceNanos = Long.MIN_VALUE;
    private long heardNanos;
    private volatile long sent;
    private volatile long acknowledged;
    private volatile Optional<String> failure = Optional.empty();

    Publisher(LoadPlan plan, List<InetSocketAddress> servers, FireTimes fireTimes, PublishTimes publishTimes) {
        this.plan = plan;
        this.servers = servers;
        this.fireTimes = fireTimes;
        this.publishTimes = publishTimes;
        this.data = plan.publishing().data();
        this.seating = Seating.of(plan);
        this.lastSlots = seating.bases(LoadSession.events(plan));
        this.thread = new Thread(this::run, "publisher");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** A server has connections, and takes nothing: it is frozen, or its machine is gone. */
    private static final class FellSilent extends IOException {
        FellSilent(String message) {
            super(message);
        }
    }

    /** Publishes on that schedule, when the one before is done. */
    @Override
    public void publish(Schedule schedule) {
        unfinished.incrementAndGet();
        schedules.add(schedule);
    }

    /** Stops it, whatever it is at, and waits until it has. */
    @Override
    public void stop() {
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(TimeUnit.NANOSECONDS.toMillis(ACKNOWLEDGE_NANOS));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it has published all it was asked to, and every event is acknowledged; or has failed. */
    @Override
    public boolean isDone() {
        return unfinished.get() == 0;
    }

    /** Events written so far, in all rooms. */
    @Override
    public long sent() {
        return sent;
    }

    /** Events that every server said it has taken. */
    long acknowledged() {
        return acknowledged;
    }

    @Override
    public long bytesUp() {
        return bytesUp;
    }

    @Override
    public long bytesDown() {
        return bytesDown;
    }

    @Override
    public long sentBefore() {
        return sentBefore;
    }

    /** Those of {@link #bytesUp} that went to a server that was killed. */
    @Override
    public long bytesUpBefore() {
        return bytesUpBefore;
    }

    /** Those of {@link #bytesDown} that came from a server that was killed. */
    @Override
    public long bytesDownBefore() {
        return bytesDownBefore;
    }

    @Override
    public Optional<String> failure() {
        return failure;
    }

    /** sent − due of the window's events. To be read when it is done. */
    @Override
    public Histogram publishDelay() {
        return publishDelay.getIntervalHistogram();
    }

    private void run() {
        try (Selector selector = Selector.open()) {
            tls = plan.security().map(security -> security.client().forThread(TlsWatcher.NOBODY));
            for (InetSocketAddress server : servers) {
                lines.add(open(server, selector));
            }
            countBytes();
            while (!Thread.currentThread().isInterrupted()) {
                publish(schedules.take(), selector);
                unfinished.decrementAndGet();
            }
        } catch (FellSilent e) {
            failure = Optional.ofNullable(e.getMessage());
        } catch (IOException | MalformedResponse e) {
            failure = Optional.of("the publisher lost its connection: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stopped, as it should be
        } finally {
            closeLines();
            unfinished.set(0);
        }
    }

    private void closeLines() {
        for (PublishLine line : lines) {
            try {
                line.close();
            } catch (IOException e) {
                failure =
                        failure.or(() -> Optional.of("the publisher's connection cannot be closed: " + e.getMessage()));
            }
        }
    }

    private void publish(Schedule schedule, Selector selector) throws IOException {
        for (long index = 0;
                index < schedule.events() && !Thread.currentThread().isInterrupted();
                index++) {
            long dueNanos = schedule.startNanos() + fireTimes.offsetNanos(index);
            OptionalLong delayNanos = publishWhenDue(dueNanos, selector);
            if (schedule.measured() && delayNanos.isPresent()) {
                Meter.record(publishDelay, delayNanos.getAsLong());
            }
        }
        awaitAcknowledgements(selector);
    }

    /** Publishes the next event; returns sent − due, but of an event that could not be sent when it was due. */
    private OptionalLong publishWhenDue(long dueNanos, Selector selector) throws IOException {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                waitUntil(dueNanos, selector);
                awaitAnswers(selector);
                if (Thread.currentThread().isInterrupted()) {
                    return OptionalLong.empty();
                }
                long delayNanos = publishNext(dueNanos) - Math.max(dueNanos, answeredNanos());
                return dueNanos < backSinceNanos ? OptionalLong.empty() : OptionalLong.of(delayNanos);
            } catch (IOException gone) {
                comeBack(gone, selector);
            }
        }
        return OptionalLong.empty();
    }

    private PublishLine open(InetSocketAddress server, Selector selector) throws IOException {
        return PublishLine.open(
                plan, seating, server, servers.size() > 1, tls.map(thread -> thread.user(server)), selector);
    }

    /** Waits until everything is answered, where nothing may be written before. */
    private void awaitAnswers(Selector selector) throws IOException {
        long beganNanos = System.nanoTime();
        while (!mayWrite() && !Thread.currentThread().isInterrupted()) {
            selector.select(millisToLook());
            readAnswers(selector);
            if (System.nanoTime() - beganNanos > LONGEST_REFUSAL_NANOS) {
                throw new FellSilent("the server has refused publications for "
                        + TimeUnit.NANOSECONDS.toSeconds(LONGEST_REFUSAL_NANOS) + " s (429 or 503)");
            }
        }
    }

    private boolean mayWrite() {
        for (PublishLine line : lines) {
            if (!line.mayWrite()) {
                return false;
            }
        }
        return true;
    }

    /** When the last answer was read that a publication had to wait for; the smallest number where none has to. */
    private long answeredNanos() {
        long last = Long.MIN_VALUE;
        for (PublishLine line : lines) {
            last = Math.max(last, line.answeredNanos());
        }
        return last;
    }

    /** How long to wait for answers before what was refused is to be written again. */
    private long millisToLook() {
        long nowNanos = System.nanoTime();
        long millis = LONGEST_SELECT_MILLIS;
        for (PublishLine line : lines) {
            OptionalLong atNanos = line.retryAtNanos();
            if (atNanos.isPresent()) {
                millis = Math.min(millis, TimeUnit.NANOSECONDS.toMillis(atNanos.getAsLong() - nowNanos) + 1);
            }
        }
        return Math.max(1, millis);
    }

    /**
     * Waits for a server that was killed to be there again. What was written is not written again, whether or not the server had taken it:
     * nothing may come twice. What could not be written whole is, and so is all that was due meanwhile.
     */
    private void comeBack(IOException gone, Selector selector) throws IOException {
        if (!plan.scene().conduct().restart() || gone instanceof FellSilent) {
            throw gone;
        }
        countBytes();
        closeLines();
        lines.clear();
        long deadline = System.nanoTime() + LONGEST_ABSENCE_NANOS;
        while (lines.isEmpty() && !Thread.currentThread().isInterrupted()) {
            try {
                lines.add(open(servers.get(0), selector));
            } catch (IOException notYet) { // refused; or reset, by one that is just going
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                LockSupport.parkNanos(BETWEEN_ATTEMPTS_NANOS);
            }
        }
        bytesUpBefore = bytesUp;
        bytesDownBefore = bytesDown;
        sentBefore = sent;
        acknowledged = sent;
        backSinceNanos = System.nanoTime();
        heardNanos = backSinceNanos;
        publishTimes.logBegins(sent);
    }

    /** Reads answers meanwhile, and before: a server that cannot get rid of them takes no more events. */
    private void waitUntil(long dueNanos, Selector selector) throws IOException {
        readAnswers(selector);
        long left = dueNanos - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            if (left > COARSE_WAIT_NANOS) {
                long waitMillis = TimeUnit.NANOSECONDS.toMillis(left - COARSE_WAIT_NANOS / 2);
                selector.select(Math.min(LONGEST_SELECT_MILLIS, waitMillis));
                readAnswers(selector);
            } else {
                LockSupport.parkNanos(left);
            }
            left = dueNanos - System.nanoTime();
        }
    }

    /** Writes one event to each server; returns when it was sent. */
    private long publishNext(long dueNanos) throws IOException {
        byte[] publication = EventFormat.publication(dueNanos, data);
        int room = seating.roomOfEvent(sent);
        for (PublishLine line : lines) {
            line.prepare(room, publication);
        }
        long nowNanos = System.nanoTime();
        long slot = lastSlots[room] + 1;
        publishTimes.publishing(slot, dueNanos, nowNanos);
        boolean written = true;
        for (PublishLine line : lines) {
            written &= line.write();
        }
        if (!written) {
            writeRest();
        }
        lastSlots[room] = slot; // what could not be written is tried again
        countBytes();
        sent++;
        return nowNanos;
    }

    /** Waits for servers that do not read as fast as they are written to. */
    private void writeRest() throws IOException {
        for (PublishLine line : lines) {
            while (!line.write() && !Thread.currentThread().isInterrupted()) {
                line.awaitRoom(LONGEST_SELECT_MILLIS);
                readAnswers();
            }
        }
    }

    private void awaitAcknowledgements(Selector selector) throws IOException {
        awaitAnswers(selector);
        long deadline = System.nanoTime() + ACKNOWLEDGE_NANOS;
        while (acknowledged < sent && !Thread.currentThread().isInterrupted()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                failure = Optional.of("the server took " + acknowledged + " of " + sent + " events within "
                        + TimeUnit.NANOSECONDS.toSeconds(ACKNOWLEDGE_NANOS) + " s of the last");
                return;
            }
            selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            try {
                readAnswers(selector);
            } catch (IOException gone) {
                comeBack(gone, selector);
            }
        }
    }

    private void readAnswers(Selector selector) throws IOException {
        selector.selectedKeys().clear();
        readAnswers();
    }

    private void readAnswers() throws IOException {
        long least = Long.MAX_VALUE;
        for (PublishLine line : lines) {
            line.readAnswers();
            goOn(line);
            least = Math.min(least, line.acknowledged());
        }
        countBytes();
        hear(sentBefore + least);
    }

    /** A connection that the server has ended is opened again, and what it refused is written again when it asked for it. */
    private void goOn(PublishLine line) throws IOException {
        if (line.isOver()) {
            if (plan.scene().conduct().restart()) {
                throw new IOException("the server closed it");
            }
            line.reopen();
        }
        OptionalLong retryAtNanos = line.retryAtNanos();
        if (retryAtNanos.isPresent()) {
            heardNanos = System.nanoTime(); // it answers, though it takes nothing
            if (heardNanos - retryAtNanos.getAsLong() >= 0) {
                line.retry();
            }
        }
    }

    /** One that owes answers and gives none for too long is told as such, or a trial would wait for it for ever. */
    private void hear(long acknowledgedNow) throws FellSilent {
        long nowNanos = System.nanoTime();
        if (acknowledgedNow > acknowledged || acknowledgedNow == sent) {
            heardNanos = nowNanos;
        } else if (nowNanos - heardNanos > ACKNOWLEDGE_NANOS) {
            throw new FellSilent("the server does not answer: it took " + acknowledged + " of " + sent
                    + " events, and none for " + TimeUnit.NANOSECONDS.toSeconds(ACKNOWLEDGE_NANOS) + " s");
        }
        acknowledged = acknowledgedNow;
    }

    private void countBytes() {
        long up = bytesUpBefore;
        long down = bytesDownBefore;
        for (PublishLine line : lines) {
            up += line.bytesUp();
            down += line.bytesDown();
        }
        bytesUp = up;
        bytesDown = down;
    }
}
