/**
 * What figures of a few trials say about each other: medians, ratios, and how sure either is.
 *
 * <p>Separate because it is arithmetic alone: no files, clock or threads, and no chance but that of a generator with a fixed seed. Whoever keeps a run and whoever holds two
 * runs side by side count on the same answers.
 */
@NullMarked
package dev.pushbench.bench.compare;

import org.jspecify.annotations.NullMarked;
