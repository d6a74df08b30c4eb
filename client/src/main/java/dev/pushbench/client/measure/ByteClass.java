package dev.pushbench.client.measure;

/** What a byte on a socket is for. Every byte, in either direction, is of exactly one class. */
public enum ByteClass {
    /** Event bytes: what the user wanted. */
    PAYLOAD,
    /** What wraps events: SSE fields and line ends, WebSocket frame headers, NDJSON separators; and chunk sizes, whatever is in the chunk. */
    FRAMING,
    /** Heads of polls and their answers, and of requests that publish. */
    HEAD,
    /** Heads of a request that opens a stream or a WebSocket, and of its answer. */
    HANDSHAKE,
    /** What keeps connections alive or ends them: heartbeats, ping, pong, close; and gap notices. */
    CONTROL,
    /** Cipher bytes minus plain bytes. */
    TLS
}
