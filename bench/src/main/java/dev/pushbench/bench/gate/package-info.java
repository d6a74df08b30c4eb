/**
 * What a change did: rules, verdicts, and how they are told.
 *
 * <p>Separate because it is judgement alone: no files, clock, threads or chance. Whoever measured, whether once against a baseline or
 * in turn with what was before, hands over figures and gets the same verdict for the same figures.
 */
@NullMarked
package dev.pushbench.bench.gate;

import org.jspecify.annotations.NullMarked;
