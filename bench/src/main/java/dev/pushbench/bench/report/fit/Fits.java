package dev.pushbench.bench.report.fit;

/** Whether a technique meets the limit of a {@link Need}. The order is that in which offers are listed. */
public enum Fits {
    /** The upper end of the latency's interval meets the limit. */
    YES,
    /** There is no limit to meet. */
    NO_LIMIT,
    /** The limit lies within the interval, or the latency or its error is unknown. */
    NOT_CERTAIN,
    /** The lower end of the latency's interval exceeds the limit. */
    NO
}
