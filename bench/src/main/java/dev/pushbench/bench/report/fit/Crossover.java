package dev.pushbench.bench.report.fit;

/**
 * Where two techniques cost the same.
 *
 * @param below cheaper at lower rates
 * @param above cheaper at higher rates
 * @param what they cost: {@code bytes} or {@code server CPU}
 * @param eventsPerSecond that each user receives
 * @param isMeasured whether the rate lies between rates that were measured of both
 */
public record Crossover(String below, String above, String what, double eventsPerSecond, boolean isMeasured) {}
