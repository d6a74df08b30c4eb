package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.host.ProcessLimits;
import dev.pushbench.bench.host.Splitting;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.scenario.Settings;
import dev.pushbench.bench.scenario.Suite;
import dev.pushbench.bench.scenario.Suites;
import dev.pushbench.bench.scenario.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ScaleCourseTest {
    private static final long PLENTY_OF_MEMORY = 1L << 36;

    private final List<String> steps = new ArrayList<>();

    @Test
    void theFloorIsMeasuredBeforeEachRoundAndAfterTheLast() {
        Suite suite = Suites.resolved("scale", new Settings(Map.of())).suite();

        walk(new ScaleCourse(suite, splitting(20_000), this::floor));

        List<String> round = List.of("floor 9900", "websocket 9900", "streaming 9900", "sse 9900", "long-polling 9900");
        List<String> expected = new ArrayList<>();
        for (int fork = 0; fork < suite.forks(); fork++) {
            expected.addAll(round);
        }
        expected.addAll(List.of(
                "floor 9900",
                "websocket 1250",
                "websocket 2500",
                "websocket 5000",
                "floor 9500",
                "websocket 9500",
                "websocket 19000",
                "websocket 50000"));
        assertThat(steps).containsExactlyElementsOf(expected);
    }

    @Test
    void usersThatAMachineHasNoRoomForAreLeftOutAndSaidSo() {
        Suite suite = Suites.resolved("scale", new Settings(Map.of())).suite();
        Splitting few = splitting(400);

        ScaleCourse course = new ScaleCourse(suite, few, this::floor);
        walk(course);

        assertThat(steps).doesNotContain("websocket 50000");
        assertThat(course.leftOut()).anySatisfy(left -> assertThat(left).startsWith("50000 users are left out: "));
    }

    private void floor(int users) {
        steps.add("floor " + users);
    }

    private void walk(ScaleCourse course) {
        for (Optional<Trial> next = course.next(); next.isPresent(); next = course.next()) {
            steps.add(next.get().cell().technique() + " " + next.get().cell().users());
            assertThat(course.came(TrialResult.unfinished(next.get(), "not measured")))
                    .isEmpty();
        }
    }

    private static Splitting splitting(long files) {
        return new Splitting(
                OptionalInt.empty(), OptionalInt.empty(), false, new ProcessLimits(files, 28_000, PLENTY_OF_MEMORY));
    }
}
