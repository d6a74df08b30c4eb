package dev.pushbench.bench.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Settings;
import dev.pushbench.bench.scenario.Suite;
import dev.pushbench.bench.scenario.Suites;
import dev.pushbench.bench.scenario.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClaimsTest {
    @TempDir
    private Path folder;

    @Test
    void thereAreTwentyInTheirOrder() {
        assertThat(Claims.all().words().keySet())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20)
                        .mapToObj(number -> "C" + number)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(Effort.class)
    void eachHasCellsOrDirectTrialsAndEachCellIsMeasuredOnce(Effort effort) {
        List<String> all = new ArrayList<>();
        for (Claim claim : Claims.all().claims()) {
            assertThat(claim.experiment().parts().isEmpty()
                            && claim.experiment().checks().isEmpty())
                    .as(claim.id() + " has nothing to measure")
                    .isFalse();
            claim.experiment().parts().stream()
                    .flatMap(part -> part.cells(effort).cells().stream())
                    .map(Cell::id)
                    .forEach(all::add);
        }
        List<String> pool = Claims.all().cells(effort).stream().map(Cell::id).toList();

        assertThat(pool)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(all.stream().distinct().toList());
        assertThat(pool).as("what several claims share").hasSizeLessThan(all.size());
    }

    @ParameterizedTest
    @EnumSource(Effort.class)
    void theConfigurationGivesTheSameCellsAgain(Effort effort) throws Exception {
        Claims claims = Claims.all();
        Set<Cell> again = new HashSet<>();

        for (String document : claims.configuration(effort, 3).split("(?m)^--- ", -1)) {
            if (!document.startsWith("# Claims")) {
                Path file = Files.writeString(folder.resolve("part.yaml"), document);
                Suite suite =
                        Suites.resolved(file.toString(), new Settings(Map.of())).suite();
                assertThat(suite.forks()).isEqualTo(3);
                suite.trials().forEach(trial -> again.add(trial.cell()));
            }
        }
        assertThat(again).containsExactlyInAnyOrderElementsOf(claims.cells(effort));
    }

    @ParameterizedTest
    @EnumSource(Effort.class)
    void allCanBeMeasuredByThisBuild(Effort effort) {
        List<String> without = new ArrayList<>();
        for (Claim claim : Claims.all().claims()) {
            for (Part part : claim.experiment().parts()) {
                Part.Cells cells = part.cells(effort);
                assertThat(cells.cells().isEmpty()).isEqualTo(cells.obstacle().isPresent());
                cells.obstacle().ifPresent(why -> without.add(claim.id()));
            }
        }
        assertThat(without).as("claims that need what this build does not have").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"users=1000000000", "techniques=pigeon", "wings=2"})
    void whatCannotBeMeasuredHereHasNoCellsAndAReason(String dimensions) {
        Part.Cells cells = Part.of("all", dimensions).cells(Effort.QUICK);

        assertThat(cells.cells()).isEmpty();
        assertThat(cells.obstacle()).isPresent();
    }

    @Test
    void theQuickPoolLeavesRoomInSixMinutes() {
        List<Trial> trials = Claims.all().trials(Effort.QUICK, 1);

        assertThat(trials).hasSizeLessThanOrEqualTo(40);
        Duration beside =
                Duration.ofSeconds(7).multipliedBy(trials.size()); // the JVMs' starts and ends: 5 to 9 s of a trial
        assertThat(Trial.expectedTime(trials).minus(beside)).isLessThan(Duration.ofSeconds(184));
    }

    @Test
    void forksComeRoundByRound() {
        List<Trial> trials = Claims.chosen(List.of("C10")).trials(Effort.FULL, 3);

        assertThat(trials).extracting(Trial::fork).containsExactly(1, 1, 2, 2, 3, 3);
        assertThat(trials).extracting(Trial::number).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void someAreChosenInTheirOwnOrder() {
        assertThat(Claims.chosen(List.of("c9,C2", "C9")).words().keySet()).containsExactly("C2", "C9");
        assertThat(Claims.chosen(List.of()).words()).hasSize(20);
        assertThat(Claims.chosen(List.of("C9")).needChecks()).isFalse();
        assertThat(Claims.chosen(List.of("C18")).needChecks()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"C21", "C0", "", "C1;C2", "polling"})
    void oneThatIsNotKnownIsAMistake(String given) {
        assertThatThrownBy(() -> Claims.chosen(List.of("C1," + given)))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("'" + given + "'")
                .hasMessageContaining("C1 to C20");
    }
}
