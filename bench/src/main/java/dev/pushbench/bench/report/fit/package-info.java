/**
 * Which technique fits whom: what was measured, put to the users and the rate that someone has.
 *
 * <p>Separate because it is arithmetic over a few observations, with a model that is written down in {@link
 * dev.pushbench.bench.report.fit.CostModel} and can be checked without a run.
 */
@NullMarked
package dev.pushbench.bench.report.fit;

import org.jspecify.annotations.NullMarked;
