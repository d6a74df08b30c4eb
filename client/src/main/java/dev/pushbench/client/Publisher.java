package dev.pushbench.client;

import dev.pushbench.client.http.MalformedResponse;
import dev.pushbench.client.http.RequestHead;
import dev.pushbench.client.http.ResponseParser;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.SentTimes;
import dev.pushbench.client.pacing.FireTimes;
import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.Routes;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Fills the room on an open-loop schedule, over a connection and a thread of its own. It never waits for an answer before it
 * writes the next event: a server that stalls finds the events that were due meanwhile in its socket, with the instants at
 * which they were due.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // the counters are written by its own thread only
final class Publisher implements ResponseParser.Listener {
    private static final long COARSE_WAIT_NANOS = 2_000_000;
    private static final long ACKNOWLEDGE_NANOS = 10_000_000_000L;
    private static final int CREATED = 201;

    private final LoadPlan plan;
    private final FireTimes fireTimes;
    private final SentTimes sentTimes;
    private final byte[] requestHead;
    private final byte[] data;
    private final ResponseParser answers = new ResponseParser(this);
    private final ByteBuffer in = ByteBuffer.allocateDirect(16 * 1024);
    private final ByteBuffer out;
    private final SingleWriterRecorder publishDelay = Meter.recorder();
    private final Thread thread;

    private final BlockingQueue<Schedule> schedules = new LinkedBlockingQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger();
    private volatile long bytesUp;
    private volatile long bytesDown;
    private volatile long sent;
    private volatile long acknowledged;
    private volatile Optional<String> failure = Optional.empty();

    /**
     * Events to be published.
     *
     * @param startNanos instant of which the fire times are offsets
     * @param events how many
     * @param measured whether their publish delay is kept
     */
    record Schedule(long startNanos, long events, boolean measured) {}

    Publisher(LoadPlan plan, FireTimes fireTimes, SentTimes sentTimes) {
        this.plan = plan;
        this.fireTimes = fireTimes;
        this.sentTimes = sentTimes;
        this.data = new byte[plan.publishing().eventBytes() - EventFormat.FIXED_BYTES];
        Arrays.fill(data, (byte) 'x');
        int bodyBytes = EventFormat.publication(0, data).length;
        this.requestHead = ("POST " + Routes.publish(plan.room()) + " HTTP/1.1\r\nHost: "
                        + RequestHead.host(plan.server())
                        + "\r\nContent-Type: " + Routes.JSON + "\r\nContent-Length: " + bodyBytes + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        this.out = ByteBuffer.allocateDirect(requestHead.length + bodyBytes);
        this.thread = new Thread(this::run, "publisher");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Publishes on that schedule, when the one before is done. */
    void publish(Schedule schedule) {
        unfinished.incrementAndGet();
        schedules.add(schedule);
    }

    /** Stops it, whatever it is at, and waits until it has. */
    void stop() {
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
    boolean isDone() {
        return unfinished.get() == 0;
    }

    /** Events written so far: their sequence numbers are 1 to this. */
    long sent() {
        return sent;
    }

    /** Events that the server said it has taken. */
    long acknowledged() {
        return acknowledged;
    }

    long bytesUp() {
        return bytesUp;
    }

    long bytesDown() {
        return bytesDown;
    }

    Optional<String> failure() {
        return failure;
    }

    /** sent − due of the window's events. To be read when it is done. */
    Histogram publishDelay() {
        return publishDelay.getIntervalHistogram();
    }

    private void run() {
        try (SocketChannel socket = SocketChannel.open(plan.server());
                Selector selector = Selector.open()) {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.configureBlocking(false);
            SelectionKey key = socket.register(selector, SelectionKey.OP_READ);
            while (!Thread.currentThread().isInterrupted()) {
                publish(schedules.take(), key);
                unfinished.decrementAndGet();
            }
        } catch (IOException | MalformedResponse e) {
            failure = Optional.of("the publisher lost its connection: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stopped, as it should be
        } finally {
            unfinished.set(0);
        }
    }

    private void publish(Schedule schedule, SelectionKey key) throws IOException {
        for (long index = 0;
                index < schedule.events() && !Thread.currentThread().isInterrupted();
                index++) {
            long dueNanos = schedule.startNanos() + fireTimes.offsetNanos(index);
            waitUntil(dueNanos, key);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            long delayNanos = publish(sent + 1, dueNanos, key);
            if (schedule.measured()) {
                Meter.record(publishDelay, delayNanos);
            }
        }
        awaitAcknowledgements(key);
    }

    /** Reads answers meanwhile, and before: a server that cannot get rid of them takes no more events. */
    private void waitUntil(long dueNanos, SelectionKey key) throws IOException {
        readAnswers(key);
        long left = dueNanos - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            if (left > COARSE_WAIT_NANOS) {
                key.selector().select(TimeUnit.NANOSECONDS.toMillis(left - COARSE_WAIT_NANOS / 2));
                readAnswers(key);
            } else {
                LockSupport.parkNanos(left);
            }
            left = dueNanos - System.nanoTime();
        }
    }

    /** Writes one event; returns sent − due. */
    private long publish(long seq, long dueNanos, SelectionKey key) throws IOException {
        out.clear();
        out.put(requestHead).put(EventFormat.publication(dueNanos, data)).flip();
        long nowNanos = System.nanoTime();
        sentTimes.sent(seq, nowNanos);
        bytesUp += out.remaining();
        SocketChannel socket = (SocketChannel) key.channel();
        socket.write(out);
        while (out.hasRemaining() && !Thread.currentThread().isInterrupted()) {
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            key.selector().select();
            readAnswers(key);
            socket.write(out);
            key.interestOps(SelectionKey.OP_READ);
        }
        sent = seq;
        return nowNanos - dueNanos;
    }

    private void awaitAcknowledgements(SelectionKey key) throws IOException {
        long deadline = System.nanoTime() + ACKNOWLEDGE_NANOS;
        while (acknowledged < sent && !Thread.currentThread().isInterrupted()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                failure = Optional.of("the server took " + acknowledged + " of " + sent + " events within "
                        + TimeUnit.NANOSECONDS.toSeconds(ACKNOWLEDGE_NANOS) + " s of the last");
                return;
            }
            key.selector().select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            readAnswers(key);
        }
    }

    private void readAnswers(SelectionKey key) throws IOException {
        key.selector().selectedKeys().clear();
        SocketChannel socket = (SocketChannel) key.channel();
        in.clear();
        int bytes = socket.read(in);
        if (bytes < 0) {
            throw new IOException("the server closed it");
        }
        bytesDown += bytes;
        answers.read(in.flip());
    }

    @Override
    public void head(int status, int headBytes) {
        if (status != CREATED) {
            throw new MalformedResponse("a publication was answered " + status);
        }
    }

    @Override
    public void body(ByteBuffer bytes, int from, int to) {}

    @Override
    public void framing(int bytes) {}

    @Override
    public void end(boolean keepAlive) {
        acknowledged++;
    }
}
