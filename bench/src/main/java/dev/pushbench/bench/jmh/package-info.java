/**
 * Micro benchmarks: what one step on an event's way costs, in time and in memory, with no socket in between; and one that goes all the
 * way, in a closed loop and labelled so.
 *
 * <p>Separate because they look at the inner parts of server and load generator alike, and because JMH writes classes of its
 * own beside them. That is also why benchmarks are neither final nor package-private: JMH extends them.
 *
 * <p>{@link dev.pushbench.bench.jmh.MicroSuite} names them, {@link dev.pushbench.bench.jmh.MicroRun} measures them. Undertow is not
 * here: it stays in the server, and its parts do not run without one.
 */
@NullMarked
package dev.pushbench.bench.jmh;

import org.jspecify.annotations.NullMarked;
