package dev.pushbench.bench.ab;

/** Why a comparison of two builds came to no end that could be judged, for people, in a line or more. */
public final class AbFailure extends Exception {
    private static final long serialVersionUID = 1;

    AbFailure(String reason) {
        super(reason);
    }

    /** In one line or more; never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
