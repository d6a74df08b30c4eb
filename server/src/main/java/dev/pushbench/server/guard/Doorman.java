package dev.pushbench.server.guard;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts who is in, and turns away who would be one too many. Any thread may ask. */
public final class Doorman {
    /** What becomes of a connection. */
    public enum Verdict {
        WELCOME,
        /** There are as many as the server takes. */
        FULL,
        /** There are as many from that address as the server takes from one. */
        TOO_MANY_OF_YOU
    }

    private final int most;
    private final int mostPerAddress;
    private final AtomicInteger inside = new AtomicInteger();
    private final ConcurrentHashMap<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

    public Doorman(Bounds bounds) {
        this.most = bounds.connections();
        this.mostPerAddress = bounds.connectionsPerAddress();
    }

    /** Whoever is welcome is to {@link #leave} once. */
    public Verdict enter(InetAddress address) {
        if (inside.incrementAndGet() > most) {
            inside.decrementAndGet();
            return Verdict.FULL;
        }
        int ofThese = byAddress.merge(address, 1, Integer::sum);
        if (ofThese > mostPerAddress) {
            leave(address);
            return Verdict.TOO_MANY_OF_YOU;
        }
        return Verdict.WELCOME;
    }

    @SuppressWarnings("NullAway") // computeIfPresent takes null for "no mapping", which its annotations do not say
    public void leave(InetAddress address) {
        inside.decrementAndGet();
        byAddress.computeIfPresent(address, (left, count) -> count == 1 ? null : count - 1);
    }
}
