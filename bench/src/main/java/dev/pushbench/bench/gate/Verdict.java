package dev.pushbench.bench.gate;

/** What a change did. A closed set, the gravest first. */
public enum Verdict {
    REGRESSION,
    /** It cannot be told; never the same as that nothing is wrong. */
    INCONCLUSIVE,
    IMPROVEMENT,
    PASS
}
