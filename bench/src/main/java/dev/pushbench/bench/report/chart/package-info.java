/**
 * Pictures as SVG text: lines, bars, spans and matrices.
 *
 * <p>Separate because drawing knows numbers, names and colours, and nothing of what they stand for. All colours are
 * presentation attributes and all text is {@code currentColor}, so that a picture is the same where style sheets are
 * forbidden, and legible on a light page and on a dark one.
 */
@NullMarked
package dev.pushbench.bench.report.chart;

import org.jspecify.annotations.NullMarked;
