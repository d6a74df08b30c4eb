package dev.pushbench.bench.result;

import dev.pushbench.bench.link.LinkFigures;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.server.stats.ServerFigures;
import java.util.Optional;

/**
 * The bytes of a trial as each side counted them on its own sockets, and its events, when all was quiet. They must be the same, but for the bytes
 * that a link between them says it dropped: exactly those.
 *
 * @param sent by the generator: its users and its publisher
 * @param serverIn read by the server
 * @param received by the generator
 * @param serverOut written by the server
 * @param published events that the generator wrote, in all rooms
 * @param serverEvents that the server appended
 * @param droppedUp bytes of what the generator sent, by the link
 * @param droppedDown bytes of what the server wrote, by the link
 */
public record WireAgreement(
        long sent,
        long serverIn,
        long received,
        long serverOut,
        long published,
        long serverEvents,
        long droppedUp,
        long droppedDown) {
    /** Where nothing is dropped. */
    public WireAgreement(long sent, long serverIn, long received, long serverOut, long published, long serverEvents) {
        this(sent, serverIn, received, serverOut, published, serverEvents, 0, 0);
    }

    /** Of bytes alone. */
    public WireAgreement(long sent, long serverIn, long received, long serverOut) {
        this(sent, serverIn, received, serverOut, 0, 0);
    }

    public static WireAgreement of(Traffic users, LoadResult.Published published, ServerFigures server) {
        return of(users, published, server, Optional.empty());
    }

    /** The same, over a link. */
    public static WireAgreement of(
            Traffic users, LoadResult.Published published, ServerFigures server, Optional<LinkFigures> link) {
        return new WireAgreement(
                users.up().total() + published.bytesUp(),
                server.bytesIn(),
                users.down().total() + published.bytesDown(),
                server.bytesOut(),
                published.events(),
                server.events(),
                link.map(seen -> seen.up().dropped()).orElse(0L),
                link.map(seen -> seen.down().dropped()).orElse(0L));
    }

    boolean holdsUp() {
        return sent - droppedUp == serverIn;
    }

    boolean holdsDown() {
        return serverOut - droppedDown == received;
    }

    public boolean holds() {
        return holdsUp() && holdsDown() && published == serverEvents;
    }
}
