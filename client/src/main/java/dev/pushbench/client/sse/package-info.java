/**
 * Reads {@code text/event-stream} (WHATWG HTML, section 9.2).
 *
 * <p>Separate because the format has a standard and line rules of its own, which no other technique shares.
 */
@NullMarked
package dev.pushbench.client.sse;

import org.jspecify.annotations.NullMarked;
