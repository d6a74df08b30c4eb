/**
 * The command line: what was asked for is checked, run, told.
 *
 * <p>Separate because it is where everything is put together. {@link dev.pushbench.bench.Pushbench} is the entry; nothing
 * but this package and the benchmarks of their parts knows both the server and the load generator, and nothing depends on it.
 */
@NullMarked
package dev.pushbench.bench;

import org.jspecify.annotations.NullMarked;
