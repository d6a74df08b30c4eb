package dev.pushbench.client.websocket;

/** The server sent what is not a WebSocket frame (RFC 6455, section 5.2), or one too large. The message is one line. */
public final class MalformedFrame extends RuntimeException {
    private static final int PROTOCOL_ERROR = 1002;
    private static final int UNACCEPTABLE_DATA = 1003;
    private static final int INVALID_DATA = 1007;

    private final int closeCode;

    public MalformedFrame(String message) {
        this(PROTOCOL_ERROR, message);
    }

    private MalformedFrame(int closeCode, String message) {
        super(message);
        this.closeCode = closeCode;
    }

    /** Of a text that is no UTF-8 (section 8.1). */
    static MalformedFrame notText() {
        return new MalformedFrame(INVALID_DATA, "the server sent text that is not UTF-8");
    }

    /** Of a data frame of another type than the sub-protocol has (section 7.4.1: a type of data that cannot be accepted). */
    static MalformedFrame ofOtherType(boolean isText) {
        String message = isText
                ? "the server sent a text frame, where binary ones were agreed on"
                : "the server sent a binary frame, where text ones were agreed on";
        return new MalformedFrame(UNACCEPTABLE_DATA, message);
    }

    /** With which the connection is to be closed (section 7.4.1). */
    int closeCode() {
        return closeCode;
    }
}
