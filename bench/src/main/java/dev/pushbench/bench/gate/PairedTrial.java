package dev.pushbench.bench.gate;

import dev.pushbench.bench.result.Row;

/** Two trials of a cell that were measured one right after the other, as rows of {@code trials.csv}. */
public record PairedTrial(Row base, Row head) {
    /** Whether both may be used for what a rule about that metric asks. */
    boolean areUsable(String metric) {
        return base.isUsable(metric) && head.isUsable(metric);
    }
}
