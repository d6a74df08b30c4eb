/**
 * The machine under the benchmark: the server's process, the JVM that runs it, and what is known of the host.
 *
 * <p>Separate because all that is particular to an operating system is here, and because a process that is started must
 * be ended whatever happens: one place is answerable for that.
 */
@NullMarked
package dev.pushbench.bench.host;

import org.jspecify.annotations.NullMarked;
