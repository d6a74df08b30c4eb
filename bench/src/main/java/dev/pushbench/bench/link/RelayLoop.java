package dev.pushbench.bench.link;

import dev.pushbench.client.SourceAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.BitSet;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * One thread and one selector that serve all connections of a link. Only {@link #execute} and {@link #stop} may be called by other threads.
 *
 * <p>It sleeps in its selector while nothing is due for a millisecond and a half, and parks in short slices when something is: the selector
 * wakes at whole milliseconds only. What comes while it is parked is read a slice late at most.
 */
final class RelayLoop {
    static final int MOST_WRITE_BYTES = 64 * 1024;

    private static final int READ_BYTES = 64 * 1024;
    private static final int BACKLOG = 4096;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Nearer than that, the selector's whole milliseconds are too coarse. */
    private static final long COARSE_NANOS = 1_500_000;

    private static final long WAKE_EARLY_NANOS = 500_000;
    private static final long SLICE_NANOS = 200_000;

    /**
     * While bytes come densely the loop takes a breath between looks: to wake a thread costs the one that writes more than the write
     * itself, and that would be the server.
     */
    private static final long BREATH_NANOS = 100_000;

    /** Nearer than that, going to sleep takes longer than waiting. */
    private static final long NO_SLEEP_NANOS = 20_000;

    private static final int MOST_AT_ONCE = 64;

    private static final long MOST_LATE_NANOS = 60_000_000_000L;
    private static final long SEED = 8;

    private final LinkProfile profile;
    private final InetSocketAddress server;
    private final int mostBytes;
    private final Selector selector;
    private final ServerSocketChannel listening;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Schedule schedule = new Schedule();
    private final ChunkPool pool = new ChunkPool();
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BYTES);
    private final ByteBuffer[] gathered = new ByteBuffer[MOST_WRITE_BYTES / ChunkPool.CHUNK_BYTES + 1];
    private final BitSet slots = new BitSet();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Bytes up = new Bytes();
    private final Bytes down = new Bytes();
    private final Histogram late = new Histogram(MOST_LATE_NANOS, 3);
    private final Density traffic = new Density();
    private final Consumer<SelectionKey> whenReady = this::ready;
    private long connections;
    private long resets;
    private volatile boolean stopping;

    RelayLoop(LinkProfile profile, InetSocketAddress server, int mostBytes) throws IOException {
        this.profile = profile;
        this.server = server;
        this.mostBytes = mostBytes;
        this.selector = Selector.open();
        this.listening = ServerSocketChannel.open();
        listening.setOption(StandardSocketOptions.SO_RCVBUF, End.SOCKET_BUFFER_BYTES);
        listening.bind(new InetSocketAddress(server.getAddress(), 0), BACKLOG);
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listening.getLocalAddress();
    }

    /** Runs the task soon, on the loop's thread. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    void stop() {
        stopping = true;
        selector.wakeup();
    }

    /** Serves until it is stopped; all connections are closed then. */
    void run() throws IOException {
        try (selector;
                listening) {
            try {
                serve();
            } finally {
                for (SelectionKey key : selector.keys()) {
                    key.channel().close();
                }
            }
        }
    }

    private void serve() throws IOException {
        while (!stopping) {
            await();
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            letGo();
        }
    }

    /** Waits for the next instant at which something is due, and serves sockets meanwhile. */
    private void await() throws IOException {
        long nowNanos = System.nanoTime();
        long leftNanos = schedule.isEmpty() ? Long.MAX_VALUE : schedule.firstDueNanos() - nowNanos;
        if (traffic.isDense(nowNanos)) {
            park(Math.min(leftNanos, BREATH_NANOS));
        } else if (leftNanos == Long.MAX_VALUE) {
            traffic.came(selector.select(whenReady));
            return;
        } else if (leftNanos > COARSE_NANOS) {
            traffic.came(selector.select(whenReady, (leftNanos - WAKE_EARLY_NANOS) / NANOS_PER_MILLI));
            return;
        } else if (leftNanos > NO_SLEEP_NANOS && selector.selectNow(whenReady) == 0) {
            park(Math.min(leftNanos, SLICE_NANOS));
        }
        traffic.came(selector.selectNow(whenReady));
    }

    /** Not where a task waits, or the end: neither wakes who is parked. */
    private void park(long nanos) {
        if (nanos > NO_SLEEP_NANOS && tasks.isEmpty() && !stopping) {
            LockSupport.parkNanos(nanos);
        }
    }

    /** Lets go what is due, a part of it at a time: sockets that are ready meanwhile are not to wait for a whole broadcast. */
    private void letGo() {
        long nowNanos = System.nanoTime();
        for (int i = 0; i < MOST_AT_ONCE && !schedule.isEmpty() && schedule.firstDueNanos() <= nowNanos; i++) {
            schedule.removeFirst().due(System.nanoTime());
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof End end) {
            end.passage().ready(end);
        } else {
            accept();
        }
    }

    private void accept() {
        try {
            for (SocketChannel user = listening.accept(); user != null; user = listening.accept()) {
                open(user);
            }
        } catch (IOException noMore) {
            throw new IllegalStateException("no more connections can be taken: " + noMore.getMessage(), noMore);
        }
    }

    private void open(SocketChannel user) throws IOException {
        int slot = slots.nextClearBit(0);
        slots.set(slot);
        try {
            new Passage(this, slot, connections++).open(user);
        } catch (IOException goneAlready) {
            user.close();
            left(slot);
        }
    }

    void left(int slot) {
        slots.clear(slot);
    }

    Lane upLane(Passage passage, long number) {
        return new Lane(this, passage, new Pace(profile, SEED + 2 * number), up, mostBytes);
    }

    Lane downLane(Passage passage, long number) {
        return new Lane(this, passage, new Pace(profile, SEED + 2 * number + 1), down, mostBytes);
    }

    InetSocketAddress server() {
        return server;
    }

    /** From which address that passage's connection to the server comes; empty where the kernel may choose. */
    Optional<InetAddress> source(int slot) {
        return SourceAddresses.of(server, SourceAddresses.group(slot));
    }

    long roundTripNanos() {
        return profile.rtt().toNanos();
    }

    double dropShare() {
        return profile.dropShare();
    }

    /** From 0 to below 1. */
    double chance() {
        return random.nextDouble();
    }

    Selector selector() {
        return selector;
    }

    Schedule schedule() {
        return schedule;
    }

    ChunkPool pool() {
        return pool;
    }

    /** Empty; whatever was in it is gone. */
    ByteBuffer readBuffer() {
        return readBuffer.clear();
    }

    ByteBuffer[] gathered() {
        return gathered;
    }

    void late(long nanos) {
        late.recordValue(Math.min(Math.max(0, nanos), MOST_LATE_NANOS));
    }

    void countReset() {
        resets++;
    }

    /** On the loop's thread. */
    LinkFigures figures() {
        Histogram lateSince = late.copy();
        late.reset();
        return new LinkFigures(connections, resets, up.soFar(), down.soFar(), lateSince);
    }
}
