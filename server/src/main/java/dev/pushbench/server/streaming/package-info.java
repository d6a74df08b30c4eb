/**
 * Streaming: one chunked response of NDJSON lines that never ends.
 */
@NullMarked
package dev.pushbench.server.streaming;

import org.jspecify.annotations.NullMarked;
