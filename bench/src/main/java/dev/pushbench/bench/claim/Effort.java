package dev.pushbench.bench.claim;

import java.util.Locale;

/** How much is measured. */
public enum Effort {
    /** Few points, one trial each: minutes. No intervals. */
    QUICK("warmup=500ms window=2500ms windows=1 warmup_windows=1", 1),
    /** More points, five trials each: about an hour. */
    FULL("warmup=2s window=3s windows=2 warmup_windows=1", 5);

    private final String phases;
    private final int forks;

    Effort(String phases, int forks) {
        this.phases = phases;
        this.forks = forks;
    }

    /** As it stands in {@code claims.json}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of every trial whose part does not say otherwise. */
    String phases() {
        return phases;
    }

    /** How often each cell is measured. */
    public int forks() {
        return forks;
    }
}
