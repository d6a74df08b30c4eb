/**
 * The run directory: what is kept of a run, in which files, under which names.
 *
 * <p>Separate because it is the interface to everything that looks at a run later. Whoever measures hands over cells;
 * whoever compares or reports needs nothing but the directory.
 */
@NullMarked
package dev.pushbench.bench.result;

import org.jspecify.annotations.NullMarked;
