/**
 * WebSocket (RFC 6455): the handshake, frames to the reader made once per event, frames from the client parsed here.
 *
 * <p>Undertow's own frame channels are not used: they cost more, and queue without bound for a reader that does not read.
 */
@NullMarked
package dev.pushbench.server.websocket;

import org.jspecify.annotations.NullMarked;
