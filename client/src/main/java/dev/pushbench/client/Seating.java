package dev.pushbench.client;

import dev.pushbench.client.Scene.Sender;
import dev.pushbench.client.measure.RoomSlots;
import dev.pushbench.client.pacing.Lots;
import dev.pushbench.protocol.RoomName;

/**
 * Who reads which room, and which events are whose: pure, so that every process of a trial knows it without being told.
 *
 * <p>Users take the rooms in turn. Of each event it is drawn which room it is of or, where users publish, which user's it is, who then
 * publishes in the room that he reads. Events are numbered from 0 over the whole trial, in the order in which they are due; each room numbers
 * its own by itself, from 1.
 */
final class Seating {
    private final RoomName first;
    private final int rooms;
    private final boolean usersPublish;
    private final Lots lots;

    private Seating(RoomName first, int rooms, boolean usersPublish, Lots lots) {
        this.first = first;
        this.rooms = rooms;
        this.usersPublish = usersPublish;
        this.lots = lots;
    }

    static Seating of(LoadPlan plan) {
        int rooms = plan.scene().rooms(plan.users());
        boolean usersPublish = plan.scene().sender() == Sender.USERS;
        Lots lots = new Lots(plan.scene().arrivals().seed(), usersPublish ? plan.users() : rooms);
        return new Seating(plan.room(), rooms, usersPublish, lots);
    }

    int rooms() {
        return rooms;
    }

    /** The plan's own where there is one room; else its name with the room's number. */
    RoomName name(int room) {
        return rooms == 1 ? first : new RoomName(first.text() + '.' + room);
    }

    int roomOfUser(int user) {
        return user % rooms;
    }

    /** Which user publishes that event, where users do. */
    int author(long event) {
        return lots.drawn(event);
    }

    int roomOfEvent(long event) {
        return usersPublish ? roomOfUser(author(event)) : lots.drawn(event);
    }

    /** How many of the first events are of each room: the last sequence number that it gives. */
    long[] counts(long events) {
        long[] counts = new long[rooms];
        if (rooms == 1) {
            counts[0] = events;
            return counts;
        }
        for (long event = 0; event < events; event++) {
            counts[roomOfEvent(event)]++;
        }
        return counts;
    }

    /** By room, which slots its events have if there are so many in all rooms. One room may get more. */
    RoomSlots[] slots(long events) {
        if (rooms == 1) {
            return new RoomSlots[] {RoomSlots.ALL};
        }
        long[] counts = counts(events);
        RoomSlots[] slots = new RoomSlots[rooms];
        long base = 0;
        for (int room = 0; room < rooms; room++) {
            slots[room] = new RoomSlots(room, base, counts[room]);
            base += counts[room];
        }
        return slots;
    }

    /** By room, what is added to a sequence number so that no two rooms of so many events have one in common. */
    long[] bases(long events) {
        long[] bases = counts(events);
        long sum = 0;
        for (int room = 0; room < rooms; room++) {
            long count = bases[room];
            bases[room] = sum;
            sum += count;
        }
        return bases;
    }
}
