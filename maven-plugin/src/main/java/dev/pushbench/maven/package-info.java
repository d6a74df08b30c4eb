/**
 * The goals {@code bench:run}, {@code bench:gate} and {@code bench:report}: the command line's commands as steps of a build.
 *
 * <p>Separate because Maven loads it, into its own JVM and beside whatever else a build has. A benchmark does not belong there: each goal
 * starts {@code dev.pushbench.bench.Pushbench} in a JVM of its own, passes on what it prints, and tells how it ended. Of the other
 * modules only the name of that class is known here.
 */
@NullMarked
package dev.pushbench.maven;

import org.jspecify.annotations.NullMarked;
