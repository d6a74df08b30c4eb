/**
 * The comparison as a JMH benchmark: a fork is one trial, an iteration one window. Separate because most of it runs in the JVM that
 * JMH forks, which is the load generator, and not in the one that has the command line; the two meet in {@link
 * dev.pushbench.bench.jmh.macro.MacroRun} on one side and {@link dev.pushbench.bench.jmh.macro.TechniqueBenchmark} on the other.
 */
@NullMarked
package dev.pushbench.bench.jmh.macro;

import org.jspecify.annotations.NullMarked;
