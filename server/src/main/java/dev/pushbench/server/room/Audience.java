package dev.pushbench.server.room;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The readers of one room whose connections live on one lane. An append schedules one walk over them, at once or for the end of a
 * coalescing window, however many events come before the walk begins. Nothing is scheduled where nobody reads.
 *
 * <p>{@link #wake} may be called by any thread, everything else by the lane's thread only.
 */
public final class Audience implements Runnable {
    private static final Reader[] NOBODY = {};

    private final Lane lane;
    private final AtomicBoolean awake = new AtomicBoolean();
    private Reader[] readers = NOBODY;
    private volatile int size;

    Audience(Lane lane) {
        this.lane = lane;
    }

    Lane lane() {
        return lane;
    }

    /**
     * Adds a reader. Whoever joins must look at the log once more afterwards: an append before this call did not wake it.
     */
    public void join(Reader reader) {
        int place = size;
        if (place == 0) {
            lane.occupied(this);
        }
        if (place == readers.length) {
            readers = Arrays.copyOf(readers, Math.max(1, 2 * place));
        }
        readers[place] = reader;
        reader.place = place;
        size = place + 1;
    }

    /** Removes a reader; nothing happens where it is not there. */
    @SuppressWarnings("NullAway") // the slots beyond size are null, and never read
    public void leave(Reader reader) {
        int place = reader.place;
        if (place < 0) {
            return;
        }
        int end = size - 1;
        readers[place] = readers[end];
        readers[place].place = place;
        readers[end] = null;
        reader.place = -1;
        size = end;
        if (end == 0) {
            readers = NOBODY;
            lane.deserted(this);
        }
    }

    int size() {
        return size;
    }

    /** There may be something to read. */
    void wake() {
        if (size > 0 && awake.compareAndSet(false, true)) {
            lane.walk(this);
        }
    }

    /** Lets every reader advance. */
    @Override
    public void run() {
        awake.set(false);
        forEach(Reader::advance);
    }

    /**
     * Calls each reader once; a reader may leave in the call. (From the end, so that the swap in leave skips no one.) One that throws is
     * aborted, and the others are called all the same.
     */
    void forEach(Consumer<Reader> call) {
        for (int i = size - 1; i >= 0; i--) {
            if (i < size) {
                call(readers[i], call);
            }
        }
    }

    private void call(Reader reader, Consumer<Reader> call) {
        try {
            call.accept(reader);
        } catch (RuntimeException defect) {
            lane.failed(defect);
            leave(reader);
            reader.abort();
        }
    }
}
