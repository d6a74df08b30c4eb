/**
 * WebSocket through Undertow's own API, for comparison: what the library costs beside what the technique costs.
 *
 * <p>Other than ours on the wire: the answer to the handshake has two headers of drafts from before the RFC, a close frame after
 * a violation has Undertow's code and words, and frames are written one by one.
 */
@NullMarked
package dev.pushbench.server.websocket.stock;

import org.jspecify.annotations.NullMarked;
