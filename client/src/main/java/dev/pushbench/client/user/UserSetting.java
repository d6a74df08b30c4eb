package dev.pushbench.client.user;

import dev.pushbench.client.engine.EventLoop;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.client.http.RequestHead;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.RoomSlots;
import dev.pushbench.client.tls.TlsThread;
import dev.pushbench.protocol.RoomName;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What the users of one event loop have in common.
 *
 * @param source address that their connections come from; empty where the kernel may choose
 * @param headers sent with every request
 * @param room that they read
 * @param keepAlive whether a connection serves more than one poll
 * @param slots of their room's events
 * @param manner how they come and read
 * @param tls of the loop's thread; plain where it is empty
 */
public record UserSetting(
        EventLoop loop,
        InetSocketAddress server,
        Optional<InetAddress> source,
        RoomName room,
        HeaderProfile headers,
        boolean keepAlive,
        Meter meter,
        Watcher watcher,
        RoomSlots slots,
        Manner manner,
        Optional<TlsThread> tls) {
    /** In the only room, without TLS, of users that come and read as is usual. */
    public UserSetting(
            EventLoop loop,
            InetSocketAddress server,
            Optional<InetAddress> source,
            RoomName room,
            HeaderProfile headers,
            boolean keepAlive,
            Meter meter,
            Watcher watcher) {
        this(
                loop,
                server,
                source,
                room,
                headers,
                keepAlive,
                meter,
                watcher,
                RoomSlots.ALL,
                Manner.USUAL,
                Optional.empty());
    }

    /** The same of users of another kind. */
    public UserSetting with(Watcher other, Manner another) {
        return new UserSetting(loop, server, source, room, headers, keepAlive, meter, other, slots, another, tls);
    }

    /** Is told how users fare, on the loop's thread. */
    public interface Watcher {
        /** A user can receive. Once for each user. */
        void ready();

        /** A user that was asked to leave has gone. */
        default void left() {}

        /** A user will never be ready, or saw what no server of this contract sends. */
        void failed(String reason);
    }

    /** The same, watched by another. */
    public UserSetting watchedBy(Watcher other) {
        return new UserSetting(loop, server, source, room, headers, keepAlive, meter, other, slots, manner, tls);
    }

    /** The lines of the headers, as the requests of both pollings carry them. */
    public String pollHeaders() {
        return keepAlive ? headers.text() : headers.without("Connection").text() + "Connection: close\r\n";
    }

    /** As it stands in {@code Host}. */
    public String hostAndPort() {
        return RequestHead.host(server);
    }
}
