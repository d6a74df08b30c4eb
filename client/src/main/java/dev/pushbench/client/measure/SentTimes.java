package dev.pushbench.client.measure;

import java.util.concurrent.atomic.AtomicLongArray;

/** When each event of a trial was written by its publisher: set by the publisher's thread, read by the users' loop. */
public final class SentTimes {
    private final AtomicLongArray nanosBySeq;

    /** @param events whose instants are kept, the first ones; at least 0 */
    public SentTimes(int events) {
        this.nanosBySeq = new AtomicLongArray(events + 1);
    }

    public void sent(long seq, long nanos) {
        if (seq < nanosBySeq.length()) {
            nanosBySeq.set((int) seq, nanos);
        }
    }

    /** The instant, or 0 where none is kept. */
    public long nanos(long seq) {
        return seq < nanosBySeq.length() ? nanosBySeq.get((int) seq) : 0;
    }
}
