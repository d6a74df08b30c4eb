package dev.pushbench.server.guard;

import java.io.IOException;

/** A request that is none any more, found while its handler reads its body: to be answered with this status, then no more is read. */
public final class BrokenRequest extends IOException {
    private final int status;

    BrokenRequest(int status, String reason) {
        super(reason);
        this.status = status;
    }

    public int status() {
        return status;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
