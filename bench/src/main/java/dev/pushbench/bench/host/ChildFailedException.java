package dev.pushbench.bench.host;

/** A process that we started is not there when it is needed. The message is for people, and may have several lines. */
public final class ChildFailedException extends Exception {
    private final String reason;

    ChildFailedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** The message. */
    public String reason() {
        return reason;
    }
}
