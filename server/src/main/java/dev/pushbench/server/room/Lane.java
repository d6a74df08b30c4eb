package dev.pushbench.server.room;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * One IO thread and the readers on it. {@link #execute} may be called by any thread, everything else by that thread only.
 */
public final class Lane {
    private static final Logger LOGGER = System.getLogger(Lane.class.getName());

    private final Executor thread;
    private final Executor walks;
    private final Set<Audience> occupied = new LinkedHashSet<>();
    private final Batch batch;
    private final LongAdder deliveries = new LongAdder();
    private final LongAdder gapNotices = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /** @param thread runs what it is given, in order, on the lane's thread */
    public Lane(Executor thread) {
        this(thread, new Batch());
    }

    /**
     * The same.
     *
     * @param batch the lane's own, with which it writes
     */
    public Lane(Executor thread, Batch batch) {
        this(thread, thread, batch);
    }

    /**
     * The same, whose readers may be told of events later.
     *
     * @param walks runs what it is given on the lane's thread too, at the end of a coalescing window: what is published meanwhile is read
     *     together with what opened the window
     */
    public Lane(Executor thread, Executor walks, Batch batch) {
        this.thread = thread;
        this.walks = walks;
        this.batch = batch;
    }

    /** Runs the task on the lane's thread. */
    public void execute(Runnable task) {
        thread.execute(task);
    }

    /** Runs a walk over readers who may find something new, as soon as they are to be told of it. */
    void walk(Audience readers) {
        walks.execute(readers);
    }

    /** The lane's one gathering write; whoever fills it writes it before anyone else does. */
    public Batch batch() {
        return batch;
    }

    /** Counts events handed to connections of this lane. */
    public void delivered(int events) {
        deliveries.add(events);
    }

    /** Events handed to connections of this lane so far; any thread may ask. */
    public long deliveries() {
        return deliveries.sum();
    }

    /** Counts that a reader of this lane was told of a gap. */
    public void gapTold() {
        gapNotices.increment();
    }

    /** Gap notices given to readers of this lane so far; any thread may ask. */
    public long gapNotices() {
        return gapNotices.sum();
    }

    /** Counts a reader of this lane that threw, and logs what it was. */
    void failed(RuntimeException defect) {
        failures.increment();
        LOGGER.log(Level.WARNING, "a reader failed, and its connection is closed: please report it", defect);
    }

    /** Readers of this lane that threw so far; any thread may ask. */
    public long failures() {
        return failures.sum();
    }

    /** Calls every reader on this lane once. */
    public void forEachReader(Consumer<Reader> call) {
        List<Audience> now = new ArrayList<>(occupied);
        now.forEach(audience -> audience.forEach(call));
    }

    /** Whether any reader is left. */
    public boolean isDeserted() {
        return occupied.isEmpty();
    }

    void occupied(Audience audience) {
        occupied.add(audience);
    }

    void deserted(Audience audience) {
        occupied.remove(audience);
    }
}
