package dev.pushbench.bench.claim;

/** Turns measurements into a verdict. Pure: the same measurements, the same verdict. */
@FunctionalInterface
interface Rule {
    /** @param measured all that the experiment asks for; each cell is a result and has each column that is needed */
    Verdict judge(Measured measured);
}
