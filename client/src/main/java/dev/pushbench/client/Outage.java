package dev.pushbench.client;

import dev.pushbench.client.Load.Observer;
import dev.pushbench.client.measure.Traffic;

/**
 * A server that is killed in the middle of a window, and started again. For the coordinating thread.
 *
 * <pre>  awaited ──its instant──▶ killed ──no connection left──▶ over, the server is being started</pre>
 *
 * It is not started before the generator has noticed that every connection is gone: so all bytes up to then were the former server's, and all
 * later ones are the new one's, which can be compared with what that has counted.
 */
final class Outage {
    /** A connection whose end is not noticed in this time does not hold up the start. */
    private static final long LONGEST_NOTICE_NANOS = 2_000_000_000;

    private final Crowd crowd;
    private final Observer observer;
    private final long atNanos;
    private long killedNanos;
    private boolean isKilled;
    private boolean isOver;
    private Traffic before = Traffic.NONE;

    Outage(Crowd crowd, Observer observer, long atNanos) {
        this.crowd = crowd;
        this.observer = observer;
        this.atNanos = atNanos;
    }

    /** Does what is due. To be called often. */
    void look() {
        long nowNanos = System.nanoTime();
        if (!isKilled && nowNanos >= atNanos) {
            isKilled = true;
            killedNanos = nowNanos;
            crowd.serverIsKilled(nowNanos);
            observer.killServer();
        } else if (isKilled && !isOver && isNoticed(nowNanos)) {
            isOver = true;
            before = crowd.traffic();
            observer.reviveServer();
        }
    }

    private boolean isNoticed(long nowNanos) {
        return crowd.openConnections() == 0 || nowNanos - killedNanos > LONGEST_NOTICE_NANOS;
    }

    /** What users had put on the wire and got off it when the former server was gone. */
    Traffic before() {
        return before;
    }
}
