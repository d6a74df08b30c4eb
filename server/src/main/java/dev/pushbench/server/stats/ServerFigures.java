package dev.pushbench.server.stats;

import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.Rooms;
import dev.pushbench.server.wire.Lanes;
import dev.pushbench.server.wire.WireCounts;

/**
 * What a server has done since its start.
 *
 * @param rooms there are now
 * @param events appended
 * @param deliveries events handed to connections
 * @param connectionsOpen now
 * @param connectionsAccepted so far
 * @param bytesIn read off all sockets, whatever they carried
 * @param bytesOut written to all sockets
 * @param plainBytesIn the same without what TLS adds
 * @param plainBytesOut likewise
 */
public record ServerFigures(
        long rooms,
        long events,
        long deliveries,
        long connectionsOpen,
        long connectionsAccepted,
        long bytesIn,
        long bytesOut,
        long plainBytesIn,
        long plainBytesOut) {

    /** Of a server without TLS. */
    public ServerFigures(
            long rooms,
            long events,
            long deliveries,
            long connectionsOpen,
            long connectionsAccepted,
            long bytesIn,
            long bytesOut) {
        this(rooms, events, deliveries, connectionsOpen, connectionsAccepted, bytesIn, bytesOut, bytesIn, bytesOut);
    }

    public static ServerFigures of(Rooms rooms, Lanes lanes, WireCounts wire) {
        return new ServerFigures(
                rooms.count(),
                rooms.events(),
                lanes.all().stream().mapToLong(Lane::deliveries).sum(),
                wire.connectionsOpen(),
                wire.connectionsAccepted(),
                wire.bytesIn(),
                wire.bytesOut(),
                wire.plainBytesIn(),
                wire.plainBytesOut());
    }
}
