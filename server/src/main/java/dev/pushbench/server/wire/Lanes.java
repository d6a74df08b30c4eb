package dev.pushbench.server.wire;

import dev.pushbench.server.room.Batch;
import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.Reader;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/** The lane of each IO thread, its heartbeat, and its coalescing window. */
public final class Lanes {
    private final Map<XnioIoThread, Lane> lanes = new ConcurrentHashMap<>();
    private final Queue<XnioExecutor.Key> beats = new ConcurrentLinkedQueue<>();
    private final Duration heartbeat;
    private final Duration coalescing;
    private final Supplier<Batch> batches;

    /**
     * @param heartbeat from one to the next; zero for none
     * @param coalescing for so long readers are not told of an event, so that they read it together with those that follow; zero for not
     *     at all
     * @param batches makes one for each lane
     */
    public Lanes(Duration heartbeat, Duration coalescing, Supplier<Batch> batches) {
        this.heartbeat = heartbeat;
        this.coalescing = coalescing;
        this.batches = batches;
    }

    public Lane of(XnioIoThread thread) {
        Lane known = lanes.get(thread);
        return known != null ? known : lanes.computeIfAbsent(thread, this::beating);
    }

    public Collection<Lane> all() {
        return lanes.values();
    }

    /** Ends the heartbeats: a thread that ends takes no timers any more. */
    public void stopBeating() {
        beats.forEach(XnioExecutor.Key::remove);
    }

    private Lane beating(XnioIoThread thread) {
        Lane lane = new Lane(thread, walks(thread), batches.get());
        if (!heartbeat.isZero()) {
            beats.add(thread.executeAtInterval(
                    () -> lane.forEachReader(Reader::heartbeat), heartbeat.toMillis(), TimeUnit.MILLISECONDS));
        }
        return lane;
    }

    private Executor walks(XnioIoThread thread) {
        long millis = coalescing.toMillis();
        return millis == 0 ? thread : walk -> thread.executeAfter(walk, millis, TimeUnit.MILLISECONDS);
    }
}
