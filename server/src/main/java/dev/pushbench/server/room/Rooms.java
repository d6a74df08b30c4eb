package dev.pushbench.server.room;

import dev.pushbench.protocol.LogId;
import dev.pushbench.protocol.RoomName;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** All rooms of a server, made when first named, up to a limit. */
public final class Rooms {
    private final ConcurrentHashMap<RoomName, Room> rooms = new ConcurrentHashMap<>();
    private final AtomicInteger free;
    private final Retention retention;
    private final SharedBytes shared;
    private final LogId log = LogId.random();

    public Rooms(int mostRooms, Retention retention) {
        this.free = new AtomicInteger(mostRooms);
        this.retention = retention;
        this.shared = new SharedBytes(retention.bytesOfAll());
    }

    /** Of all their logs: they begin and end together, with the server. */
    public LogId log() {
        return log;
    }

    /** The room of that name, where it has been named before. */
    public Optional<Room> find(RoomName name) {
        return Optional.ofNullable(rooms.get(name));
    }

    /** The room of that name, made where there is none; empty where it would be one more than allowed. */
    public Optional<Room> room(RoomName name) {
        Room known = rooms.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        return Optional.ofNullable(rooms.computeIfAbsent(name, this::newRoomWithinLimit));
    }

    public int count() {
        return rooms.size();
    }

    /** Events appended so far, over all rooms. */
    public long events() {
        return rooms.values().stream().mapToLong(Room::last).sum();
    }

    @SuppressWarnings("NullAway") // computeIfAbsent takes null for "no mapping", which its annotations do not say
    private Room newRoomWithinLimit(RoomName name) {
        if (free.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            return null;
        }
        return new Room(name, retention, shared);
    }
}
