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
 */
public record ServerFigures(
        long rooms,
        long events,
        long deliveries,
        long connectionsOpen,
        long connectionsAccepted,
        long bytesIn,
        long bytesOut) {

    public static ServerFigures of(Rooms rooms, Lanes lanes, WireCounts wire) {
        return new ServerFigures(
                rooms.count(),
                rooms.events(),
                lanes.all().stream().mapToLong(Lane::deliveries).sum(),
                wire.connectionsOpen(),
                wire.connectionsAccepted(),
                wire.bytesIn(),
                wire.bytesOut());
    }
}
