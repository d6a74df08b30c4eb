package dev.pushbench.server.room;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.protocol.RoomName;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RoomTest {
    private static final Framing BARE = new Framing() {
        @Override
        public byte[] event(long seq, byte[] event) {
            return event;
        }

        @Override
        public byte[] gap(long firstRetained, long missed) {
            throw new AssertionError("not asked for");
        }
    };

    private static final Framing LINE = new Framing() {
        @Override
        public byte[] event(long seq, byte[] event) {
            return (new String(event, UTF_8) + "\n").getBytes(UTF_8);
        }

        @Override
        public byte[] gap(long firstRetained, long missed) {
            throw new AssertionError("not asked for");
        }
    };

    /** Bytes of an event with one byte of data. */
    private static final int LEAST = 68;

    private static Room room(int events, long bytes) {
        return new Room(new RoomName("room"), new Retention(events, bytes));
    }

    private static void append(Room room, int count) {
        for (int i = 0; i < count; i++) {
            room.append(i, new byte[] {'x'});
        }
    }

    private static String text(Room room, long seq) {
        Entry entry = room.entry(seq);
        return entry == null
                ? "none"
                : UTF_8.decode(entry.framed(BARE).duplicate()).toString();
    }

    private static String expected(long seq, long due, String data) {
        return String.format("{\"seq\":\"%019d\",\"due\":\"%019d\",\"data\":\"%s\"}", seq, due, data);
    }

    private static void retainsExactly(Room room, long first, long last) {
        assertThat(room.first()).isEqualTo(first);
        assertThat(room.last()).isEqualTo(last);
        for (long seq = 1; seq <= last + 20; seq++) {
            boolean there = text(room, seq).startsWith(String.format("{\"seq\":\"%019d\"", seq));
            assertThat(there).as("event " + seq).isEqualTo(seq >= first && seq <= last);
        }
    }

    @Test
    void anEmptyRoomHasNoEvent() {
        retainsExactly(room(10, 1000), 1, 0);
        assertThat(text(room(10, 1000), 0)).isEqualTo("none");
    }

    @Test
    void eventsAreNumberedFromOne() {
        Room room = room(10, 1000);
        assertThat(room.append(7, new byte[] {'a'})).isEqualTo(1);
        assertThat(room.append(8, new byte[] {'b'})).isEqualTo(2);
        assertThat(text(room, 1)).isEqualTo(expected(1, 7, "a"));
        assertThat(text(room, 2)).isEqualTo(expected(2, 8, "b"));
    }

    @Test
    void aFramedFormIsMadeOnceAndShared() {
        Room room = room(10, 1000);
        append(room, 1);
        Entry entry = Objects.requireNonNull(room.entry(1));
        ByteBuffer bare = entry.framed(BARE);
        assertThat(bare.isDirect()).isTrue();
        assertThat(UTF_8.decode(entry.framed(LINE).duplicate()).toString()).isEqualTo(expected(1, 0, "x") + "\n");
        assertThat(entry.framed(BARE)).isSameAs(bare);
        assertThat(UTF_8.decode(bare.duplicate()).toString()).isEqualTo(expected(1, 0, "x"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 15, 16, 17, 31, 32, 33, 100})
    void noMoreEventsAreKeptThanRetentionSays(int events) {
        Room room = room(events, 1_000_000);
        append(room, events);
        retainsExactly(room, 1, events);
        append(room, 1);
        retainsExactly(room, 2, events + 1);
        append(room, 200);
        retainsExactly(room, 202, events + 201);
    }

    @ParameterizedTest
    @CsvSource({"67,1", "68,1", "135,1", "136,2", "6800,100", "6867,100"})
    void noMoreBytesAreKeptThanRetentionSaysButTheNewestEvent(long bytes, long events) {
        Room room = room(10_000, bytes);
        append(room, 300);
        retainsExactly(room, 301 - events, 300);
    }

    @Test
    void theRingGrowsWithoutLosingAnEvent() {
        Room room = room(1 << 20, 1 << 30);
        for (int count = 1; count <= 300; count++) {
            append(room, 1);
            assertThat(text(room, 1)).isEqualTo(expected(1, 0, "x"));
        }
        append(room, 5_000);
        retainsExactly(room, 1, 5_300);
    }

    @Test
    void theRingGrowsWhereverItsStartIs() {
        Room room = room(1 << 20, 40 * LEAST);
        append(room, 30);
        room.append(0, "x".repeat(35 * LEAST).getBytes(UTF_8));
        assertThat(room.first()).isGreaterThan(20);
        append(room, 60);
        retainsExactly(room, 52, 91);
    }

    @Test
    void anEventLargerThanRetentionIsKeptAloneUntilTheNext() {
        Room room = room(100, 10 * LEAST);
        append(room, 5);
        room.append(0, "x".repeat(20 * LEAST).getBytes(UTF_8));
        retainsExactly(room, 6, 6);
        append(room, 1);
        retainsExactly(room, 7, 7);
        append(room, 20);
        retainsExactly(room, 18, 27);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "-1,1", "16777217,1", "1,0", "1,-1"})
    void retentionHasBounds(int events, long bytes) {
        assertThatThrownBy(() -> new Retention(events, bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(events < 1 || events > 1 << 24 ? events : "1 byte, not " + bytes));
    }

    @Test
    @Timeout(60)
    void readersSeeEveryEventInOrderWhileManyAppend() {
        follow(room(1 << 20, 1 << 30), 4, 5_000, 0);
    }

    @Test
    @Timeout(60)
    void readersSeeEveryRetainedEventInOrderWhileOthersFallOut() {
        follow(room(50, 1 << 30), 4, 20_000, Long.MAX_VALUE);
    }

    /** Two readers follow the log, without a lock, while others append; each may miss so many events, and knows which. */
    private static void follow(Room room, int appenders, int each, long mayMiss) {
        long all = (long) appenders * each;
        ExecutorService threads = Executors.newFixedThreadPool(appenders + 2);
        try {
            List<CompletableFuture<Long>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(CompletableFuture.supplyAsync(() -> missedOnTheWayTo(all, room), threads));
            }
            List<CompletableFuture<Void>> appending = new ArrayList<>();
            for (int i = 0; i < appenders; i++) {
                appending.add(CompletableFuture.runAsync(() -> append(room, each), threads));
            }
            appending.forEach(CompletableFuture::join);
            readers.forEach(missed -> assertThat(missed.join()).isLessThanOrEqualTo(mayMiss));
            assertThat(room.last()).isEqualTo(all);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long missedOnTheWayTo(long last, Room room) {
        long cursor = 0;
        long missed = 0;
        while (cursor < last && !Thread.currentThread().isInterrupted()) {
            long there = room.last();
            Entry entry = room.entry(cursor + 1);
            if (entry != null) {
                assertThat(entry.seq()).isEqualTo(cursor + 1);
                assertThat(UTF_8.decode(entry.framed(BARE).duplicate()).toString())
                        .startsWith(String.format("{\"seq\":\"%019d\"", cursor + 1));
                cursor++;
            } else if (there > cursor) {
                long first = room.first();
                assertThat(first)
                        .as("an event was there, and is gone without a gap")
                        .isGreaterThan(cursor + 1);
                missed += first - cursor - 1;
                cursor = first - 1;
            } else {
                Thread.onSpinWait();
            }
        }
        return missed;
    }
}
