package dev.pushbench.bench.host;

/** A server that did not become ready. The message says why, and ends with its last words where it had any. */
public final class ServerFailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    ServerFailedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** The message. */
    public String reason() {
        return reason;
    }
}
