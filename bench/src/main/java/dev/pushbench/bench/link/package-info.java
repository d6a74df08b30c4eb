/**
 * A network between users and server, on one machine and without root: connections are taken, and their bytes are given on when they would
 * have come.
 *
 * <p>Separate because it is neither: it knows bytes and instants, no protocol, no technique and no event. What it does to a connection is
 * said in {@code docs/link.md}.
 *
 * <pre>  user ══▶ Relay: RelayLoop ─read─▶ Pace (when?) ─▶ DelayLine ─Schedule─▶ write ══▶ server, and the same back</pre>
 */
@NullMarked
package dev.pushbench.bench.link;

import org.jspecify.annotations.NullMarked;
