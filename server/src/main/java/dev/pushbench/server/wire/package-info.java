/**
 * What lies between a room and a socket, for all techniques alike: the listener that counts every byte, the writer
 * that follows the log on a connection, the reading of requests, the wording of refusals.
 */
@NullMarked
package dev.pushbench.server.wire;

import org.jspecify.annotations.NullMarked;
