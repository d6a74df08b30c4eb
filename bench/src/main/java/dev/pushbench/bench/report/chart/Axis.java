package dev.pushbench.bench.report.chart;

import java.util.function.DoubleFunction;

/**
 * One direction of a picture.
 *
 * @param title what its values are
 * @param label how a value is named
 */
public record Axis(String title, Scale scale, DoubleFunction<String> label) {}
