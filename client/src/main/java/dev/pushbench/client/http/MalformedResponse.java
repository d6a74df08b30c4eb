package dev.pushbench.client.http;

/** The server sent what is not an HTTP/1.1 response, or not events. The message is one line that says what was wrong. */
public final class MalformedResponse extends RuntimeException {
    public MalformedResponse(String message) {
        super(message);
    }
}
