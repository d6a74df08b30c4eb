package dev.pushbench.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.Scene.Sender;
import dev.pushbench.client.measure.PublishTimes;
import dev.pushbench.client.measure.RoomSlots;
import dev.pushbench.client.measure.UserEvents;
import dev.pushbench.client.pacing.FireTimes;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two scripts in four rooms: events are due every 100 ns from 10,000 and from 500,000 on, if their test does not say otherwise. */
final class ScriptedEventsTest {
    private static final int FIRST = 300;
    private static final int SECOND = 200;
    private static final int EVENTS = FIRST + SECOND;
    private static final long FIRST_NANOS = 10_000;
    private static final long SECOND_NANOS = 500_000;
    private static final long END_NANOS = 1_000_000;

    private final Seating seating =
            Seating.of(plan(Scene.BROADCAST.withUsersPerRoom(3).withSender(Sender.USERS)));
    private final PublishTimes times = PublishTimes.inMemory(EVENTS);
    private final RoomSlots[] rooms = seating.slots(EVENTS);

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 64})
    void everyEventIsFoundInWhateverOrderAServerTakesThem(int atOnce) {
        FireTimes fireTimes = FireTimes.bursts(1e7, atOnce);
        ScriptedEvents events = events(fireTimes);
        publishAll(fireTimes);
        Random random = new Random(atOnce);
        List<Long> found = new ArrayList<>();
        for (RoomSlots room : rooms) {
            List<Long> taken = takenBy(room, random);
            for (int number = 1; number <= taken.size(); number++) {
                long dueNanos = dueNanos(fireTimes, taken.get(number - 1));
                long slot = events.slot(room, number, dueNanos, END_NANOS);
                found.add(slot);
                assertThat(times.dueNanos(slot)).isEqualTo(dueNanos);
                assertThat(seating.roomOfEvent(slot - 1)).isEqualTo(room.room());
                assertThat(events.slot(room, number, dueNanos, END_NANOS))
                        .as("another user")
                        .isEqualTo(slot);
                assertThat(events.slot(room, number, dueNanos + 1, END_NANOS))
                        .as("another user, with another instant")
                        .isEqualTo(slot);
            }
        }

        assertThat(found).hasSize(EVENTS).doesNotHaveDuplicates();
    }

    /** Events of a room overtake each other by a few places. */
    private List<Long> takenBy(RoomSlots room, Random random) {
        List<Long> taken = new ArrayList<>();
        for (long event = 0; event < EVENTS; event++) {
            if (seating.roomOfEvent(event) == room.room()) {
                taken.add(event);
            }
        }
        for (int i = 0; i + 7 < taken.size(); i++) {
            Collections.swap(taken, i, i + random.nextInt(7));
        }
        return taken;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, FIRST_NANOS + 1, 1_764_500_000_000_000_000L, Long.MAX_VALUE})
    void withAnInstantThatIsOfNoEventOfTheRoomItIsTheEventOfThatNumberInTheSchedule(long toldDueNanos) {
        FireTimes fireTimes = FireTimes.constantRate(1e7);
        ScriptedEvents events = events(fireTimes);
        publishAll(fireTimes);

        for (int number = 1; number <= rooms[1].events(); number++) {
            long slot = events.slot(rooms[1], number, toldDueNanos, END_NANOS);
            assertThat(slot).isEqualTo(UserEvents.slot(takenInOrder(1).get(number - 1)));
        }
    }

    @Test
    void anInstantIsOfOneEventOnly() {
        FireTimes fireTimes = FireTimes.constantRate(1e7);
        ScriptedEvents events = events(fireTimes);
        publishAll(fireTimes);
        long first = takenInOrder(2).get(0);
        long second = takenInOrder(2).get(1);
        long dueNanos = dueNanos(fireTimes, first);

        assertThat(events.slot(rooms[2], 1, dueNanos, END_NANOS)).isEqualTo(UserEvents.slot(first));
        assertThat(events.slot(rooms[2], 2, dueNanos, END_NANOS))
                .as("an instant that was of another event")
                .isEqualTo(UserEvents.slot(second));
    }

    @Test
    void aRoomHasNoMoreEventsThanAreDueByNow() {
        FireTimes fireTimes = FireTimes.constantRate(1e7);
        ScriptedEvents events = events(fireTimes);
        publishAll(fireTimes);
        long third = takenInOrder(0).get(2);
        long dueNanos = dueNanos(fireTimes, third);

        assertThat(events.slot(rooms[0], 3, dueNanos, dueNanos - 1)).isZero();
        assertThat(events.isPublished(rooms[0], 3, dueNanos - 1)).isFalse();
        assertThat(events.slot(rooms[0], 3, dueNanos, dueNanos)).isEqualTo(UserEvents.slot(third));
        assertThat(events.isPublished(rooms[0], 3, dueNanos)).isTrue();
        assertThat(events.isPublished(rooms[0], rooms[0].events(), END_NANOS)).isTrue();
        for (long beyond : new long[] {rooms[0].events() + 1, 1L << 32, 9_000_000_000_000_000_000L, Long.MAX_VALUE}) {
            assertThat(events.slot(rooms[0], beyond, dueNanos, END_NANOS)).isZero();
            assertThat(events.isPublished(rooms[0], beyond, END_NANOS)).isFalse();
        }
    }

    @Test
    void anEventThatItsAuthorHasNotWrittenIsNotTakenForAnother() {
        FireTimes fireTimes = FireTimes.constantRate(1e7);
        ScriptedEvents events = events(fireTimes);
        long first = takenInOrder(0).get(0);

        long slot = events.slot(rooms[0], 1, dueNanos(fireTimes, first), END_NANOS);

        assertThat(times.sentNanos(slot)).as("unpublished").isZero();
    }

    /** Its order may come late, when users of other processes have published already. */
    @Test
    void aScriptThatIsNotHeardOfYetIsKnownByWhatOthersWrote() {
        FireTimes fireTimes = FireTimes.constantRate(1e7);
        ScriptedEvents events = new ScriptedEvents(seating, fireTimes, times, EVENTS);
        publishAll(fireTimes);
        long first = takenInOrder(3).get(0);
        long last = takenInOrder(3).get((int) rooms[3].events() - 1);

        assertThat(events.slot(rooms[3], 1, dueNanos(fireTimes, first), END_NANOS))
                .isEqualTo(UserEvents.slot(first));
        events.add(new Script(FIRST_NANOS, 0, FIRST));
        events.add(new Script(SECOND_NANOS, FIRST, SECOND));
        assertThat(events.slot(rooms[3], rooms[3].events(), dueNanos(fireTimes, last), END_NANOS))
                .isEqualTo(UserEvents.slot(last));
    }

    @Test
    void oneRoomMayGetMoreEventsThanWereExpected() {
        Seating ofOne = Seating.of(plan(Scene.BROADCAST.withSender(Sender.USERS)));
        FireTimes fireTimes = FireTimes.constantRate(1e7);
        ScriptedEvents events = new ScriptedEvents(ofOne, fireTimes, times, 2);
        events.add(new Script(FIRST_NANOS, 0, FIRST));
        publishAll(fireTimes);

        for (int number = 1; number <= FIRST; number++) {
            long dueNanos = dueNanos(fireTimes, number - 1);
            assertThat(events.slot(RoomSlots.ALL, number, dueNanos, END_NANOS)).isEqualTo(number);
        }
    }

    private ScriptedEvents events(FireTimes fireTimes) {
        ScriptedEvents events = new ScriptedEvents(seating, fireTimes, times, EVENTS);
        events.add(new Script(FIRST_NANOS, 0, FIRST));
        events.add(new Script(SECOND_NANOS, FIRST, SECOND));
        return events;
    }

    private void publishAll(FireTimes fireTimes) {
        for (long event = 0; event < EVENTS; event++) {
            long dueNanos = dueNanos(fireTimes, event);
            times.publishing(UserEvents.slot(event), dueNanos, dueNanos + 3);
        }
    }

    private static long dueNanos(FireTimes fireTimes, long event) {
        return event < FIRST
                ? FIRST_NANOS + fireTimes.offsetNanos(event)
                : SECOND_NANOS + fireTimes.offsetNanos(event - FIRST);
    }

    private List<Long> takenInOrder(int room) {
        List<Long> events = new ArrayList<>();
        for (long event = 0; event < EVENTS; event++) {
            if (seating.roomOfEvent(event) == room) {
                events.add(event);
            }
        }
        return events;
    }

    private static LoadPlan plan(Scene scene) {
        return new LoadPlan(
                Technique.SSE,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                new RoomName("room"),
                12,
                new LoadPlan.Publishing(10, 128),
                new LoadPlan.Reading(Duration.ofMillis(50), Duration.ofSeconds(1)),
                LoadPlan.Requests.MINIMAL,
                new LoadPlan.Timing(
                        Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO),
                scene);
    }
}
