/**
 * The server that offers the same events by every technique.
 *
 * <p>{@link dev.pushbench.server.PushServer} is the entry for a program, {@link dev.pushbench.server.ServerMain} for a command
 * line.
 */
@NullMarked
package dev.pushbench.server;

import org.jspecify.annotations.NullMarked;
