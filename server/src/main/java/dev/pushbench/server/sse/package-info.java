/**
 * Server-sent events: one chunked {@code text/event-stream} response that never ends.
 */
@NullMarked
package dev.pushbench.server.sse;

import org.jspecify.annotations.NullMarked;
