package dev.pushbench.bench.scenario;

/** Which set of cells a run measures; part of the name of its directory. */
public enum Suite {
    /** The cells of {@link Scenario#DEFAULT}. */
    DEFAULT("default"),
    /** Any others. */
    CUSTOM("custom");

    private final String id;

    Suite(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
