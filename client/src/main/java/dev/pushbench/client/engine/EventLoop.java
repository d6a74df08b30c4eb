package dev.pushbench.client.engine;

import dev.pushbench.client.tls.TlsUser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.DeadlineTimerWheel;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One thread and one selector that serve thousands of connections, with one read buffer for all of them.
 *
 * <p>{@link #execute}, {@link #failure} and {@link #close} may be called by any thread, everything else on the loop's own
 * thread only. A handler that throws loses its connection. What else throws, a task or a timer, is kept as {@link #defect}, and the others go
 * on. An {@link Error}, or that there are no more sockets, ends the loop and all its connections.
 */
public final class EventLoop implements AutoCloseable {
    private static final int READ_BUFFER_BYTES = 64 * 1024;
    private static final int WRITE_BUFFER_BYTES = 64 * 1024;

    /** About a millisecond; the wheel wants a power of two. */
    private static final long TICK_NANOS = 1 << 20;

    private static final int TICKS_PER_WHEEL = 4096;
    private static final int MOST_TIMERS_AT_ONCE = 1024;
    private static final long WHILE_TIMERS_WAIT_MILLIS = 1;
    private static final long CLOSE_MILLIS = 5_000;

    private final Selector selector;
    private final long handshakeNanos;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final DeadlineTimerWheel wheel =
            new DeadlineTimerWheel(TimeUnit.NANOSECONDS, System.nanoTime(), TICK_NANOS, TICKS_PER_WHEEL);
    private final Long2ObjectHashMap<Scheduled> scheduledById = new Long2ObjectHashMap<>();
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BUFFER_BYTES);
    private final ByteBuffer writeBuffer = ByteBuffer.allocateDirect(WRITE_BUFFER_BYTES);
    /** Made once: it is asked for at every turn of the loop. */
    private final Consumer<SelectionKey> whenReady = this::ready;

    private final DeadlineTimerWheel.TimerHandler whenExpired = this::expired;
    private volatile boolean closing;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable RuntimeException defect;

    /** A timer that waits, or has waited: the wheel gives the id of one that has expired to another. */
    public static final class Scheduled {
        private final long id;
        private final Timer timer;

        private Scheduled(long id, Timer timer) {
            this.id = id;
            this.timer = timer;
        }
    }

    private EventLoop(Selector selector, String name, long handshakeNanos) {
        NoSocketException.prepare();
        this.selector = selector;
        this.handshakeNanos = handshakeNanos;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    public static EventLoop start(String name) throws IOException {
        return start(name, 0);
    }

    /**
     * The same, whose connections stand no sooner than so long after they were asked for: over a link that lets bytes come later, a
     * connection is established at once by the kernel of this machine, where on a network it takes a round trip.
     */
    public static EventLoop start(String name, long handshakeNanos) throws IOException {
        EventLoop loop = new EventLoop(Selector.open(), name, handshakeNanos);
        loop.thread.start();
        return loop;
    }

    /** Runs the task soon, on the loop's thread; a task given after the loop has ended is not run. */
    public void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** What ended the loop before it was closed. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** The first exception of a task, of a timer, or of a handler's {@link Channel.Handler#failed}. */
    public Optional<RuntimeException> defect() {
        return Optional.ofNullable(defect);
    }

    /** Opens a connection; the handler is told when it stands, or that it does not. */
    public Channel connect(InetSocketAddress address, Channel.Handler handler) {
        return connect(address, Optional.empty(), Optional.empty(), handler);
    }

    /**
     * The same from an address of this machine.
     *
     * @param source empty where the kernel may choose
     * @param tls of the user whose connection it is; plain where it is empty
     */
    public Channel connect(
            InetSocketAddress address, Optional<InetAddress> source, Optional<TlsUser> tls, Channel.Handler handler) {
        return connect(address, source, tls, 0, handler);
    }

    /**
     * The same with little room for what is not read yet.
     *
     * @param receiveBufferBytes that the kernel is asked for, which has a least of its own; 0 where it may choose
     */
    public Channel connect(
            InetSocketAddress address,
            Optional<InetAddress> source,
            Optional<TlsUser> tls,
            int receiveBufferBytes,
            Channel.Handler handler) {
        return Channel.connect(this, address, source, tls, receiveBufferBytes, handler);
    }

    /**
     * Calls the timer at that instant of {@link System#nanoTime}.
     *
     * @return what {@link #cancel} takes
     */
    public Scheduled schedule(long deadlineNanos, Timer timer) {
        Scheduled scheduled = new Scheduled(wheel.scheduleTimer(deadlineNanos), timer);
        scheduledById.put(scheduled.id, scheduled);
        return scheduled;
    }

    /** Forgets a timer; nothing happens where it has expired already. */
    public void cancel(Scheduled scheduled) {
        if (scheduledById.remove(scheduled.id, scheduled)) {
            wheel.cancelTimer(scheduled.id);
        }
    }

    /** An empty buffer to put a message together in: to be written before anyone else asks for it. */
    public ByteBuffer writeBuffer() {
        return writeBuffer.clear();
    }

    /** Ends the loop and waits for its thread. Connections that are still open are closed, and nobody is told. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
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

    long handshakeNanos() {
        return handshakeNanos;
    }

    Selector selector() {
        return selector;
    }

    ByteBuffer readBuffer() {
        return readBuffer;
    }

    private void run() {
        try (selector) {
            serve();
        } catch (ClosedSelectorException | IOException e) {
            failure = e;
        } catch (Throwable e) {
            failure = e; // told to whoever runs the trial; the thread ends
        }
    }

    private void serve() throws IOException {
        try {
            while (!closing) {
                select();
                runTasks();
                expireTimers();
            }
        } finally {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.selectNow(); // a closed socket is let go here
        }
    }

    private void select() throws IOException {
        if (!tasks.isEmpty()) {
            selector.selectNow(whenReady);
        } else if (wheel.timerCount() > 0) {
            selector.select(whenReady, WHILE_TIMERS_WAIT_MILLIS);
        } else {
            selector.select(whenReady);
        }
    }

    private void ready(SelectionKey key) {
        try {
            ((Channel) key.attachment()).ready();
        } catch (RuntimeException thrown) {
            keep(thrown);
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (RuntimeException thrown) {
                keep(thrown);
            }
        }
    }

    private void keep(RuntimeException thrown) {
        if (thrown instanceof NoSocketException || thrown instanceof ClosedSelectorException) {
            throw thrown;
        }
        if (defect == null) {
            defect = thrown;
        }
    }

    private void expireTimers() {
        long nowNanos = System.nanoTime();
        do {
            wheel.poll(nowNanos, whenExpired, MOST_TIMERS_AT_ONCE);
        } while (wheel.currentTickTime() <= nowNanos);
    }

    private boolean expired(TimeUnit unit, long nowNanos, long timerId) {
        Scheduled scheduled = scheduledById.remove(timerId);
        if (scheduled != null) {
            try {
                scheduled.timer.expired(nowNanos);
            } catch (RuntimeException thrown) {
                keep(thrown);
            }
        }
        return true;
    }
}
