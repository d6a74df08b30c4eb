package dev.pushbench.bench.claim;

/** What became of a claim. */
public enum Outcome {
    HOLDS("HOLDS"),
    /** Under a condition that the measurements showed. */
    HOLDS_IF("HOLDS IF"),
    DOES_NOT_HOLD("DOES NOT HOLD"),
    /** There is no verdict, for a reason that is told. */
    NOT_MEASURED_HERE("NOT MEASURED HERE");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }
}
