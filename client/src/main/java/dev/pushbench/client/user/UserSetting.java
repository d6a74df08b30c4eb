package dev.pushbench.client.user;

import dev.pushbench.client.engine.EventLoop;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.protocol.RoomName;
import java.net.InetSocketAddress;

/** What the users of one event loop have in common. */
public record UserSetting(EventLoop loop, InetSocketAddress server, RoomName room, Meter meter, Watcher watcher) {
    /** Is told how users fare, on the loop's thread. */
    public interface Watcher {
        /** A user can receive. Once for each user. */
        void ready();

        /** A user will never be ready, or saw what no server of this contract sends. */
        void failed(String reason);
    }

    /** As it stands in {@code Host}. */
    public String hostAndPort() {
        String host = server.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getPort();
    }
}
