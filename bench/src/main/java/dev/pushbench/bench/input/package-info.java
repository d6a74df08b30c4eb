/**
 * What a user wrote, as a value; and how a mistake in it is told.
 *
 * <p>Separate because an option and a key of a suite's file are held to the same checks and told of in the same words.
 * It knows neither: each check is given the place that its message names.
 */
@NullMarked
package dev.pushbench.bench.input;

import org.jspecify.annotations.NullMarked;
