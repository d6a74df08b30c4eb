package dev.pushbench.server.guard;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What all connections together may hold of bodies and messages that are not whole yet: each has a limit of its own, but there may
 * be thousands. Any thread may ask.
 */
public final class Budget {
    private final long mostBytes;
    private final AtomicLong held = new AtomicLong();

    public Budget(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * One who held {@code before} bytes now holds {@code now}.
     *
     * @return false where that is more than is left; then it still counts with what it held before
     */
    public boolean allows(long before, long now) {
        if (now == before) {
            return true;
        }
        if (held.addAndGet(now - before) <= mostBytes || now < before) {
            return true;
        }
        held.addAndGet(before - now);
        return false;
    }
}
