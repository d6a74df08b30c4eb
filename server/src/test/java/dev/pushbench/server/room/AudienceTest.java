package dev.pushbench.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.protocol.RoomName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AudienceTest {
    private final FakeThread thread = new FakeThread();
    private final Lane lane = new Lane(thread);
    private final Room room = new Room(new RoomName("room"), new Retention(10, 10_000));
    private final Audience audience = room.audience(lane);
    private final FakeReader reader = new FakeReader();

    private void append() {
        room.append(0, new byte[] {'x'});
    }

    @Test
    void aLaneHasOneAudienceInARoom() {
        assertThat(room.audience(lane)).isSameAs(audience);
        assertThat(room.audience(new Lane(thread))).isNotSameAs(audience);
    }

    @Test
    void anAppendThatNobodyWaitsForSchedulesNothing() {
        append();
        assertThat(thread.waiting()).isZero();
    }

    @Test
    void appendsBeforeTheWalkAreOneWalk() {
        audience.join(reader);
        append();
        append();
        append();
        assertThat(thread.waiting()).isEqualTo(1);
        assertThat(reader.advances).isZero();

        thread.runWaiting();
        assertThat(reader.advances).isEqualTo(1);
    }

    @Test
    void walksMayBeHeldBackAndNothingElseIs() {
        FakeThread later = new FakeThread();
        Lane holding = new Lane(thread, later, new Batch());
        append();
        room.audience(holding).join(reader);
        assertThat(later.waiting()).as("timers while there is nothing new").isZero();
        append();
        append();
        assertThat(later.waiting()).isEqualTo(1);
        holding.execute(() -> {});
        assertThat(thread.waiting()).isEqualTo(1);

        later.runWaiting();
        assertThat(reader.advances).isEqualTo(1);
        assertThat(later.waiting()).isZero();
        append();
        assertThat(later.waiting()).isEqualTo(1);
    }

    @Test
    void anAppendDuringTheWalkIsAnotherWalk() {
        audience.join(reader);
        reader.whenAdvanced = () -> {
            if (reader.advances == 1) {
                append();
            }
        };
        append();
        thread.runWaiting();
        assertThat(thread.waiting()).isEqualTo(1);
        thread.runWaiting();
        assertThat(reader.advances).isEqualTo(2);
        assertThat(thread.waiting()).isZero();
    }

    @Test
    void everyLaneIsWoken() {
        FakeThread otherThread = new FakeThread();
        FakeReader otherReader = new FakeReader();
        room.audience(new Lane(otherThread)).join(otherReader);
        audience.join(reader);
        append();
        thread.runWaiting();
        otherThread.runWaiting();
        assertThat(reader.advances).isEqualTo(1);
        assertThat(otherReader.advances).isEqualTo(1);
    }

    @Test
    void whoeverLeftIsNotCalled() {
        audience.join(reader);
        append();
        audience.leave(reader);
        thread.runWaiting();
        assertThat(reader.advances).isZero();
    }

    @Test
    void leavingTwiceOrWithoutHavingJoinedDoesNothing() {
        FakeReader stays = new FakeReader();
        audience.leave(reader);
        audience.join(stays);
        audience.join(reader);
        audience.leave(reader);
        audience.leave(reader);
        assertThat(audience.size()).isEqualTo(1);
        append();
        thread.runWaiting();
        assertThat(stays.advances).isEqualTo(1);
    }

    @Test
    void whoeverLeavesInItsCallMakesNobodyMissTheirs() {
        Random random = new Random(42);
        for (int round = 0; round < 100; round++) {
            List<FakeReader> readers = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(20); i++) {
                FakeReader each = new FakeReader();
                if (random.nextBoolean()) {
                    each.whenAdvanced = () -> audience.leave(each);
                }
                audience.join(each);
                readers.add(each);
            }
            append();
            thread.runWaiting();
            assertThat(readers).extracting(each -> each.advances).containsOnly(1);
            readers.forEach(audience::leave);
            assertThat(audience.size()).isZero();
        }
    }

    @Test
    void whoeverComesBackInItsCallIsNotCalledAgainInTheSameWalk() {
        List<FakeReader> readers = List.of(new FakeReader(), new FakeReader(), new FakeReader());
        for (FakeReader each : readers) {
            each.whenAdvanced = () -> {
                audience.leave(each);
                audience.join(each);
            };
            audience.join(each);
        }
        append();
        thread.runWaiting();
        assertThat(readers).extracting(each -> each.advances).containsOnly(1);
        assertThat(audience.size()).isEqualTo(3);
    }
}
