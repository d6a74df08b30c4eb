/**
 * The technique that is none: the real room, lane, schedule and meters in one JVM, and no socket between them.
 *
 * <p>Separate because it is no technique that anyone could choose: it says what the harness itself costs, below which no figure
 * of a technique can fall, and what of such a figure is not the technique's.
 */
@NullMarked
package dev.pushbench.bench.floor;

import org.jspecify.annotations.NullMarked;
