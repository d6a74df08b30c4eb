package dev.pushbench.client.measure;

/** What a byte on a socket is for. Every byte, in either direction, is of exactly one class. */
public enum ByteClass {
    /** Event bytes: what the user wanted. Gap notices too, which stand in the place of events. */
    PAYLOAD,
    /** What wraps events: chunk sizes, SSE fields and line ends, WebSocket frame headers, NDJSON separators. */
    FRAMING,
    /** Heads of requests and responses after connecting. */
    HEAD,
    /** Heads at connect time, and the WebSocket upgrade. */
    HANDSHAKE,
    /** What keeps connections alive or ends them: heartbeats, ping, pong, close. */
    CONTROL,
    /** Cipher bytes minus plain bytes. */
    TLS
}
