/**
 * Server-sent events through Undertow's own handler, for comparison: what the library costs beside what the technique costs.
 *
 * <p>Other than ours on the wire: the response has no chunks and ends with its connection, fields have no space after the colon, a
 * heartbeat is a comment line at every interval, whether or not there were events.
 */
@NullMarked
package dev.pushbench.server.sse.stock;

import org.jspecify.annotations.NullMarked;
