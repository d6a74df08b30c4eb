package dev.pushbench.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.protocol.RoomName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LaneTest {
    private final Lane lane = new Lane(new FakeThread());
    private final Audience one = audience("one");
    private final Audience another = audience("another");
    private final List<FakeReader> readers = List.of(new FakeReader(), new FakeReader(), new FakeReader());

    private Audience audience(String name) {
        return new Room(new RoomName(name), new Retention(10, 10_000)).audience(lane);
    }

    private void join() {
        one.join(readers.get(0));
        another.join(readers.get(1));
        another.join(readers.get(2));
    }

    @Test
    void readersOfAllRoomsAreCalledOnce() {
        join();
        lane.forEachReader(Reader::heartbeat);
        assertThat(readers).extracting(reader -> reader.heartbeats).containsOnly(1);
    }

    @Test
    void aLaneIsDesertedWhenItsLastReaderHasLeft() {
        assertThat(lane.isDeserted()).isTrue();
        join();
        one.leave(readers.get(0));
        another.leave(readers.get(1));
        assertThat(lane.isDeserted()).isFalse();
        another.leave(readers.get(2));
        assertThat(lane.isDeserted()).isTrue();
    }

    @Test
    void allMayLeaveInTheirCalls() {
        join();
        lane.forEachReader(reader -> {
            one.leave(reader == readers.get(0) ? reader : new FakeReader());
            another.leave(reader == readers.get(0) ? new FakeReader() : reader);
        });
        assertThat(lane.isDeserted()).isTrue();
    }

    /** Whichever of them it is, and whatever it is called for. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aReaderThatThrowsIsAbortedAndTheOthersAreCalled(int failing) {
        join();
        lane.forEachReader(reader -> {
            if (reader == readers.get(failing)) {
                throw new IllegalStateException("a defect");
            }
            reader.heartbeat();
        });

        for (int i = 0; i < readers.size(); i++) {
            assertThat(readers.get(i).heartbeats).isEqualTo(i == failing ? 0 : 1);
            assertThat(readers.get(i).aborts).isEqualTo(i == failing ? 1 : 0);
        }
        assertThat(lane.failures()).isEqualTo(1);

        lane.forEachReader(Reader::heartbeat);
        assertThat(readers.get(failing).heartbeats).as("it has left").isZero();
    }

    @Test
    void deliveriesAddUp() {
        lane.delivered(2);
        lane.delivered(3);
        assertThat(lane.deliveries()).isEqualTo(5);
    }
}
