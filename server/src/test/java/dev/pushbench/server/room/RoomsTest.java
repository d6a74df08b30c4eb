package dev.pushbench.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class RoomsTest {
    private static final Retention RETENTION = new Retention(2, 10_000);

    @Test
    void aRoomIsMadeWhenFirstNamedAndFoundAfterwards() {
        Rooms rooms = new Rooms(2, RETENTION);
        assertThat(rooms.find(new RoomName("a"))).isEmpty();
        Room room = rooms.room(new RoomName("a")).orElseThrow();
        assertThat(rooms.room(new RoomName("a"))).containsSame(room);
        assertThat(rooms.find(new RoomName("a"))).containsSame(room);
        assertThat(rooms.count()).isEqualTo(1);
    }

    @Test
    void lookingMakesNoRoom() {
        Rooms rooms = new Rooms(1, RETENTION);
        assertThat(rooms.find(new RoomName("a"))).isEmpty();
        assertThat(rooms.count()).isZero();
    }

    @Test
    void beyondTheLimitThereAreNoNewRoomsButTheOldOnes() {
        Rooms rooms = new Rooms(2, RETENTION);
        Optional<Room> first = rooms.room(new RoomName("a"));
        assertThat(rooms.room(new RoomName("b"))).isPresent();
        assertThat(rooms.room(new RoomName("c"))).isEmpty();
        assertThat(rooms.room(new RoomName("d"))).isEmpty();
        assertThat(rooms.room(new RoomName("a"))).isEqualTo(first);
        assertThat(rooms.count()).isEqualTo(2);
    }

    @Test
    void eventsAreCountedOverAllRoomsAndBeyondRetention() {
        Rooms rooms = new Rooms(2, RETENTION);
        for (String name : List.of("a", "b", "a", "a", "a")) {
            rooms.room(new RoomName(name)).orElseThrow().append(0, new byte[] {'x'});
        }
        assertThat(rooms.events()).isEqualTo(5);
    }

    @Test
    @Timeout(60)
    void whoeverNamesTheSameRoomAtOnceGetsTheSame() {
        for (int round = 0; round < 100; round++) {
            Rooms rooms = new Rooms(3, RETENTION);
            List<CompletableFuture<Optional<Room>>> asked = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> rooms.room(new RoomName("room" + i % 4))))
                    .toList();
            long refused = asked.stream().filter(room -> room.join().isEmpty()).count();
            assertThat(rooms.count()).isEqualTo(3);
            assertThat(refused).isEqualTo(2);
        }
    }
}
