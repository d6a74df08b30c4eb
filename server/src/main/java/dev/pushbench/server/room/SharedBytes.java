package dev.pushbench.server.room;

import java.util.concurrent.atomic.AtomicLong;

/** What all rooms of a server keep together: each has a bound of its own, but there may be thousands. Any thread may ask. */
final class SharedBytes {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    SharedBytes(long most) {
        this.most = most;
    }

    /** Takes so many; false, and nothing is taken, where they are not left. */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= most) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    long left() {
        return most - taken.get();
    }
}
