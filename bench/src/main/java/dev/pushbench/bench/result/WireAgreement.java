package dev.pushbench.bench.result;

import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.server.stats.ServerFigures;

/**
 * The bytes of a trial as each side counted them on its own sockets, and its events, when all was quiet. They must be the same.
 *
 * @param sent by the generator: its users and its publisher
 * @param serverIn read by the server
 * @param received by the generator
 * @param serverOut written by the server
 * @param published events that the generator wrote, in all rooms
 * @param serverEvents that the server appended
 */
public record WireAgreement(
        long sent, long serverIn, long received, long serverOut, long published, long serverEvents) {
    /** Of bytes alone. */
    public WireAgreement(long sent, long serverIn, long received, long serverOut) {
        this(sent, serverIn, received, serverOut, 0, 0);
    }

    public static WireAgreement of(Traffic users, LoadResult.Published published, ServerFigures server) {
        return new WireAgreement(
                users.up().total() + published.bytesUp(),
                server.bytesIn(),
                users.down().total() + published.bytesDown(),
                server.bytesOut(),
                published.events(),
                server.events());
    }

    public boolean holds() {
        return sent == serverIn && received == serverOut && published == serverEvents;
    }
}
