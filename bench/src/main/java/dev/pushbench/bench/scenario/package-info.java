/**
 * What a run measures: its settings and the cells that follow from them.
 *
 * <p>Separate because it is only data. It starts nothing and reads no clock, so that what will be measured can be
 * checked, listed and tested before anything is.
 */
@NullMarked
package dev.pushbench.bench.scenario;

import org.jspecify.annotations.NullMarked;
