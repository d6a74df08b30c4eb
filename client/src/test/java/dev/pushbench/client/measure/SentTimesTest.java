package dev.pushbench.client.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SentTimesTest {
    @TempDir
    private Path folder;

    @Test
    void whoMapsTheSameFileSeesTheSameInstants() throws Exception {
        Path file = folder.resolve("sent");
        SentTimes publisher = SentTimes.mapped(file, 3);
        SentTimes user = SentTimes.mapped(file, 3);
        Files.delete(file);

        publisher.sent(1, 10);
        publisher.sent(3, Long.MAX_VALUE);
        publisher.sent(4, 40);

        assertThat(new long[] {user.nanos(1), user.nanos(2), user.nanos(3), user.nanos(4), user.nanos(1L << 40)})
                .containsExactly(10, 0, Long.MAX_VALUE, 0, 0);
    }

    @Test
    void inOneProcessMemoryDoes() {
        SentTimes times = SentTimes.inMemory(2);

        times.sent(2, 20);
        times.sent(3, 30);

        assertThat(new long[] {times.nanos(1), times.nanos(2), times.nanos(3)}).containsExactly(0, 20, 0);
    }
}
