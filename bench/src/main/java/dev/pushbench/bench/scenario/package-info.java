/**
 * What a run measures: a suite, read and checked, and the cells that follow from it.
 *
 * <p>Separate because it is only data. It starts nothing and reads no clock, so that what will be measured can be
 * checked, listed and tested before anything is.
 *
 * <pre>  file or jar ──SuiteYaml──▶ Settings (texts, each with its place) ──overrides, SuiteCheck──▶ Suite ──▶ cells</pre>
 */
@NullMarked
package dev.pushbench.bench.scenario;

import org.jspecify.annotations.NullMarked;
