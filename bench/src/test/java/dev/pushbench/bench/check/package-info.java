/**
 * The harness held against what does not share its code: a stall of known length, bytes copied by a proxy or captured by the
 * kernel, a neighbour of known appetite.
 *
 * <p>Separate because a test of a part can only say that the part does what its author meant. Here nothing of the harness is
 * taken for granted but its results, so that a mistake in what was meant shows as well.
 */
@NullMarked
package dev.pushbench.bench.check;

import org.jspecify.annotations.NullMarked;
