package dev.pushbench.server.websocket;

/** The client broke RFC 6455, or a limit: the connection is closed with this code and reason. */
public final class ProtocolViolation extends Exception {
    private final int code;

    ProtocolViolation(int code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
