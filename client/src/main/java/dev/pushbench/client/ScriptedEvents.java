package dev.pushbench.client;

import dev.pushbench.client.measure.PublishTimes;
import dev.pushbench.client.measure.RoomSlots;
import dev.pushbench.client.measure.UserEvents;
import dev.pushbench.client.pacing.FireTimes;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The events of scripts. Every process of a trial knows the scripts, and the schedule and the authors are pure: so each knows which events are
 * due in which room at which instant, whoever publishes them.
 *
 * <p>Each event of the schedule is visited once, when it is due. An arrival takes two array reads, but the first arrival of an event that
 * overtook another takes a binary search.
 */
final class ScriptedEvents implements UserEvents {
    private final Seating seating;
    private final FireTimes fireTimes;
    private final PublishTimes publishTimes;
    /** Written by the coordinating thread. */
    private final List<Script> scripts = new CopyOnWriteArrayList<>();

    private final RoomSlots[] rooms;
    /** Events of each room that are due by now. */
    private final long[] dueOfRoom;
    /** When each event is due; of those that are. */
    private long[] dueNanos;

    /** How many events are due by now. */
    private int due;
    /** Which script the next one is of. */
    private int script;
    /** By slot of the room, the event that has this number in the order of the schedule. */
    private int[] scheduled;
    /** By slot of the room, the event that arrived with this number, plus 1; 0 where none has. */
    private int[] arrived;

    private final BitSet hasArrived = new BitSet();

    /** @param events how many the scripts have at most */
    ScriptedEvents(Seating seating, FireTimes fireTimes, PublishTimes publishTimes, int events) {
        this.seating = seating;
        this.fireTimes = fireTimes;
        this.publishTimes = publishTimes;
        this.rooms = seating.slots(events);
        this.dueOfRoom = new long[rooms.length];
        this.dueNanos = new long[events + 1];
        this.scheduled = new int[events + 1];
        this.arrived = new int[events + 1];
    }

    /** More events; each script begins with the event after the last of the one before. From the coordinating thread. */
    void add(Script more) {
        scripts.add(more);
    }

    @Override
    public long slot(RoomSlots room, long number, long toldDueNanos, long nowNanos) {
        if (!isPublished(room, number, nowNanos)) {
            return 0;
        }
        int roomSlot = (int) (room.base() + number);
        int known = arrived[roomSlot];
        if (known != 0) {
            return UserEvents.slot(known - 1);
        }
        int inOrder = scheduled[roomSlot];
        if (dueNanos[inOrder] == toldDueNanos && isFree(inOrder)) {
            return arrive(roomSlot, inOrder);
        }
        while (comesDue(nowNanos)) {} // one that overtook others may be due later than they
        for (int event = firstDueAt(toldDueNanos); event < due && dueNanos[event] == toldDueNanos; event++) {
            if (seating.roomOfEvent(event) == room.room() && isFree(event)) {
                return arrive(roomSlot, event);
            }
        }
        return UserEvents.slot(inOrder);
    }

    @Override
    public boolean isPublished(RoomSlots room, long number, long nowNanos) {
        if (number < 1 || number > room.events()) {
            return false;
        }
        while (number > dueOfRoom[room.room()]) {
            if (!comesDue(nowNanos)) {
                return false;
            }
        }
        return true;
    }

    /** Visits the next event, if it is due by now. */
    private boolean comesDue(long nowNanos) {
        OptionalLong next = nextDueNanos(nowNanos);
        next.ifPresent(this::visit);
        return next.isPresent();
    }

    /** When the next event is due; empty where that is not before now. */
    private OptionalLong nextDueNanos(long nowNanos) {
        while (script < scripts.size() && scripts.get(script).end() <= due) {
            script++;
        }
        if (script < scripts.size()) {
            long next = scripts.get(script).dueNanos(fireTimes, due);
            return next <= nowNanos ? OptionalLong.of(next) : OptionalLong.empty();
        }
        long slot = UserEvents.slot(due); // another process may have heard of its script sooner
        return publishTimes.sentNanos(slot) == 0 ? OptionalLong.empty() : OptionalLong.of(publishTimes.dueNanos(slot));
    }

    private void visit(long atNanos) {
        if (due + 1 == dueNanos.length) {
            int more = 2 * (due + 1);
            dueNanos = Arrays.copyOf(dueNanos, more);
            scheduled = Arrays.copyOf(scheduled, more);
            arrived = Arrays.copyOf(arrived, more);
        }
        RoomSlots room = rooms[seating.roomOfEvent(due)];
        long number = ++dueOfRoom[room.room()];
        if (number <= room.events()) {
            scheduled[(int) (room.base() + number)] = due;
        }
        dueNanos[due++] = atNanos;
    }

    /** The first event that is due then or later. */
    private int firstDueAt(long atNanos) {
        int from = 0;
        int to = due;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (dueNanos[middle] < atNanos) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private boolean isFree(int event) {
        return !hasArrived.get(event) && publishTimes.sentNanos(UserEvents.slot(event)) != 0;
    }

    private long arrive(int roomSlot, int event) {
        hasArrived.set(event);
        arrived[roomSlot] = event + 1;
        return UserEvents.slot(event);
    }
}
