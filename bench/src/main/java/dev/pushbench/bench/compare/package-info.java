/**
 * What figures of a few trials say about each other: medians, ratios, and how sure either is.
 *
 * <p>Separate because it is arithmetic alone: no files, clock or threads; random numbers come from a generator with a fixed seed. The same figures
 * always give the same answer.
 */
@NullMarked
package dev.pushbench.bench.compare;

import org.jspecify.annotations.NullMarked;
