package dev.pushbench.bench.result;

/** A verdict on a group of figures, the better first. */
public enum Grade {
    /** The figures are a result. */
    VALID,
    /** The figures are a result, but something other than the technique may show in them. */
    NOISY,
    /** The figures are no result. */
    INVALID;

    /** Whether the figures may be used. */
    public boolean isUsable() {
        return this != INVALID;
    }

    Grade worse(Grade other) {
        return compareTo(other) >= 0 ? this : other;
    }

    Grade better(Grade other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
