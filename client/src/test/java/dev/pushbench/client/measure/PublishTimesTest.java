package dev.pushbench.client.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublishTimesTest {
    @TempDir
    private Path folder;

    @Test
    void whoMapsTheSameFileSeesTheSameInstants() throws Exception {
        Path file = folder.resolve("published");
        PublishTimes publisher = PublishTimes.mapped(file, 3);
        PublishTimes user = PublishTimes.mapped(file, 3);
        Files.delete(file);

        publisher.publishing(1, 7, 10);
        publisher.publishing(3, 8, Long.MAX_VALUE);

        assertThat(sent(user, 1, 2, 3, 4)).containsExactly(10, 0, Long.MAX_VALUE, 0);
        assertThat(user.dueNanos(1)).isEqualTo(7);
        assertThat(user.dueNanos(3)).isEqualTo(8);
        assertNothingIsOutside(user);
        assertThatThrownBy(() -> publisher.publishing(4, 9, 40))
                .hasMessage("event 4 is not one of the 3 that were expected");
    }

    @Test
    void moreEventsThanAFileCanHaveAreRefused() {
        assertThatThrownBy(() -> PublishTimes.mapped(folder.resolve("large"), 134_217_727))
                .hasMessage("several load generators can share at most 134217726 events, not 134217727");
    }

    @Test
    void inOneProcessMemoryDoesAndGrows() {
        PublishTimes times = PublishTimes.inMemory(2);

        times.publishing(2, 19, 20);
        times.publishing(3, 29, 30);
        times.publishing(1_000, 39, 40);

        assertThat(sent(times, 1, 2, 3, 1_000, 1_001)).containsExactly(0, 20, 30, 40, 0);
        assertThat(times.dueNanos(2)).isEqualTo(19);
        assertThat(times.dueNanos(1_000)).isEqualTo(39);
        assertNothingIsOutside(times);
    }

    private static void assertNothingIsOutside(PublishTimes times) {
        assertThat(sent(
                        times,
                        Long.MIN_VALUE,
                        -1,
                        0,
                        1L << 28,
                        1L << 31,
                        (1L << 32) + 1,
                        (1L << 60) + 1,
                        9_000_000_000_000_000_000L,
                        Long.MAX_VALUE))
                .containsOnly(0);
    }

    private static long[] sent(PublishTimes times, long... slots) {
        return LongStream.of(slots).map(times::sentNanos).toArray();
    }
}
