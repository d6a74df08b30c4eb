/**
 * Reads WebSocket frames from a server (RFC 6455, section 5): plain data frames in place, all others whole.
 *
 * <p>Separate because a WebSocket is no longer HTTP once it is upgraded: other framing, other errors.
 */
@NullMarked
package dev.pushbench.client.websocket;

import org.jspecify.annotations.NullMarked;
