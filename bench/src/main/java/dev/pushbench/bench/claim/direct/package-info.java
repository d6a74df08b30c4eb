/**
 * What no cell can show, tried on sockets of its own: one connection at a time, on loopback.
 *
 * <p>Separate because it measures nothing and takes no time: it looks whether something is so.
 */
@NullMarked
package dev.pushbench.bench.claim.direct;

import org.jspecify.annotations.NullMarked;
