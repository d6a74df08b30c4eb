/**
 * What the harness itself is held to: how little it may cost beside the kernel's floor, and how many users it must carry.
 *
 * <p>Separate because it is arithmetic on what was measured: it measures nothing.
 */
@NullMarked
package dev.pushbench.bench.scale;

import org.jspecify.annotations.NullMarked;
