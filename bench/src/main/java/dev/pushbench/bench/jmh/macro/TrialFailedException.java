package dev.pushbench.bench.jmh.macro;

/** A trial of which nothing came. The message is for people, and may have several lines. */
public final class TrialFailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    public TrialFailedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** The message. */
    public String reason() {
        return reason;
    }
}
