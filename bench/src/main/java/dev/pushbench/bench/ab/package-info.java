/**
 * Measures two builds of the program in turn, on the same machine and at the same time of day: what differs then is the build.
 *
 * <p>Separate because each build measures itself, by its own command line in a process of its own: all that is known of it here is the
 * {@code run} command and the directory that it leaves.
 */
@NullMarked
package dev.pushbench.bench.ab;

import org.jspecify.annotations.NullMarked;
