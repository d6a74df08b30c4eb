package dev.pushbench.client.websocket;

/** The server sent what is not a WebSocket frame (RFC 6455, section 5.2), or one too large. The message is one line. */
public final class MalformedFrame extends RuntimeException {
    public MalformedFrame(String message) {
        super(message);
    }
}
