package dev.pushbench.bench.capacity;

/**
 * What became of a step.
 *
 * @param why in words; empty where it was met
 */
public record Judged(Verdict verdict, String why) {
    /** A closed set. */
    public enum Verdict {
        /** The service level was met, and no backlog grew. */
        MET,
        /** It was not, and the server is why. */
        MISSED,
        /** The load generator could do no more: nothing can be said of the server at this step. */
        GENERATOR_LIMIT,
        /** Something else was in the way, or the figures are no result: nothing can be said of this step. */
        DISTURBED
    }

    static final Judged MET = new Judged(Verdict.MET, "");
}
