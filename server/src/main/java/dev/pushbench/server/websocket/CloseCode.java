package dev.pushbench.server.websocket;

/** Why a connection is closed (RFC 6455, section 7.4.1). */
final class CloseCode {
    static final int NORMAL = 1000;
    static final int GOING_AWAY = 1001;
    static final int PROTOCOL_ERROR = 1002;
    static final int INVALID_DATA = 1007;
    static final int POLICY_VIOLATION = 1008;
    static final int TOO_BIG = 1009;
    static final int TRY_AGAIN_LATER = 1013;

    /** In a close frame's place where it names none; never sent. */
    static final int NONE = 1005;

    private CloseCode() {}

    /** Whether an endpoint may send this code in a close frame (sections 7.4.1 and 7.4.2). */
    static boolean maySend(int code) {
        boolean defined = code >= 1000 && code <= 1014 && code != 1004 && code != NONE && code != 1006;
        return defined || (code >= 3000 && code <= 4999);
    }
}
