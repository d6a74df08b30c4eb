package dev.pushbench.server.wire;

/** A request that is refused: a 4xx or 503 status, and one line for a person that says what is allowed. */
public final class Rejection extends RuntimeException {
    private final int status;

    public Rejection(int status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    public static Rejection badRequest(String reason) {
        return new Rejection(400, reason);
    }

    public int status() {
        return status;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
