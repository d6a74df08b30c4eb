package dev.pushbench.bench.alternatives;

import dev.pushbench.protocol.RoomName;
import java.net.InetSocketAddress;

/**
 * Who reads what, and where.
 *
 * @param room that is still empty
 */
record Gathering(InetSocketAddress server, RoomName room, int users) {
    String authority() {
        return server.getAddress().getHostAddress() + ":" + server.getPort();
    }
}
