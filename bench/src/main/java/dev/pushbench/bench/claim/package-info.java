/**
 * What people write about push transports, put to the test: each claim with the experiment that tries it and the rule that judges it.
 *
 * <p>Separate because here is no measuring: an experiment names cells that a run measures, and a rule is arithmetic on what came of
 * them. Only {@code direct} opens sockets of its own, for what no cell can show.
 */
@NullMarked
package dev.pushbench.bench.claim;

import org.jspecify.annotations.NullMarked;
