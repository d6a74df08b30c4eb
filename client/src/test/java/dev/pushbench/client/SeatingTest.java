package dev.pushbench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.client.Scene.Sender;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SeatingTest {
    @ParameterizedTest
    @EnumSource
    void everyRoomIsFullAndEveryEventIsCountedOnce(Sender sender) {
        Seating seating =
                Seating.of(plan(12, Scene.BROADCAST.withUsersPerRoom(3).withSender(sender)));
        long[] bases = seating.bases(1_000);
        Set<Long> slots = new HashSet<>();
        long[] seqs = new long[4];
        for (long event = 0; event < 1_000; event++) {
            int room = seating.roomOfEvent(event);
            assertThat(slots.add(bases[room] + ++seqs[room])).isTrue();
        }

        assertThat(IntStream.range(0, 12).map(seating::roomOfUser).filter(room -> room == 2))
                .hasSize(3);
        assertThat(seating.counts(1_000)).containsExactly(seqs);
        assertThat(Arrays.stream(seqs)).allSatisfy(count -> assertThat(count).isBetween(180L, 320L));
        assertThat(slots).allSatisfy(slot -> assertThat(slot).isBetween(1L, 1_000L));
    }

    @Test
    void whoPublishesDoesSoInTheRoomThatHeReads() {
        Seating seating =
                Seating.of(plan(12, Scene.BROADCAST.withUsersPerRoom(3).withSender(Sender.USERS)));

        assertThat(IntStream.range(0, 500).map(seating::author).distinct()).hasSize(12);
        for (int event = 0; event < 500; event++) {
            assertThat(seating.roomOfEvent(event)).isEqualTo(seating.roomOfUser(seating.author(event)));
        }
    }

    @Test
    void oneRoomHasThePlansNameAndAllEvents() {
        Seating seating = Seating.of(plan(5, Scene.BROADCAST));

        assertThat(seating.name(0)).isEqualTo(new RoomName("room"));
        assertThat(seating.counts(77)).containsExactly(77);
        assertThat(seating.bases(77)).containsExactly(0);
    }

    @Test
    void usersWhoDoNotFillTheirRoomsAreRefused() {
        assertThatThrownBy(() -> plan(10, Scene.BROADCAST.withUsersPerRoom(3)))
                .hasMessage("users must fill rooms of 3, and 10 do not");
    }

    private static LoadPlan plan(int users, Scene scene) {
        return new LoadPlan(
                Technique.SSE,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                new RoomName("room"),
                users,
                new LoadPlan.Publishing(10, 128),
                new LoadPlan.Reading(Duration.ofMillis(50), Duration.ofSeconds(1)),
                LoadPlan.Requests.MINIMAL,
                new LoadPlan.Timing(
                        Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO),
                scene);
    }
}
