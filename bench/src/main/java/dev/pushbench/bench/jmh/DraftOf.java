package dev.pushbench.bench.jmh;

import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Role;

/** Java-WebSocket's protocol, on one side of a connection. */
final class DraftOf {
    private DraftOf() {}

    static Draft_6455 role(Role role) {
        Draft_6455 draft = new Draft_6455();
        draft.setParseMode(role);
        return draft;
    }
}
