/**
 * One thread, one selector, thousands of connections, and timers.
 *
 * <p>Separate because it is where the generator's own cost is made or saved: it knows bytes and instants, no protocol and no
 * technique.
 */
@NullMarked
package dev.pushbench.client.engine;

import org.jspecify.annotations.NullMarked;
