package dev.pushbench.bench.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
    private static final class Entry extends Timed {
        @Override
        void due(long nowNanos) {}
    }

    @Test
    void theEarliestComesFirstHoweverTheyWerePutInMovedAndTakenOut() {
        Random random = new Random(8);
        Schedule schedule = new Schedule();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            entries.add(new Entry());
        }
        for (int step = 0; step < 5_000; step++) {
            Entry entry = entries.get(random.nextInt(entries.size()));
            if (random.nextInt(4) == 0) {
                schedule.remove(entry);
                assertThat(entry.place).isEqualTo(Timed.NOWHERE);
            } else {
                schedule.set(entry, random.nextInt(1_000));
            }
        }
        List<Long> expected = entries.stream()
                .filter(entry -> entry.place != Timed.NOWHERE)
                .map(entry -> entry.dueNanos)
                .sorted(Comparator.naturalOrder())
                .toList();
        List<Long> came = new ArrayList<>();
        while (!schedule.isEmpty()) {
            long first = schedule.firstDueNanos();
            assertThat(schedule.removeFirst().dueNanos).isEqualTo(first);
            came.add(first);
        }

        assertThat(came).isEqualTo(expected);
    }
}
