package dev.pushbench.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.host.JvmSurroundings;
import dev.pushbench.bench.result.Manifest;
import dev.pushbench.bench.result.RunConditions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SharedGroundTest {
    private static final String WIDE = "-XX:ObjectAlignmentInBytes=32";
    private static final Manifest PLAIN = Gated.manifest("17.0.15", "-Xmx1g", true);

    @ParameterizedTest
    @EnumSource(
            value = Basis.class,
            names = {"SAME_JVM", "SAME_MACHINE"})
    void aFlagFromTheEnvironmentMakesAnotherJvm(Basis basis) {
        Manifest wide = in(new JvmSurroundings(List.of(WIDE), List.of("JAVA_TOOL_OPTIONS"), Map.of()));
        Manifest quiet = in(new JvmSurroundings(List.of(), List.of(), Map.of()));

        assertThat(new SharedGround(PLAIN, wide).lacking(basis)).contains("server's JVM", WIDE);
        assertThat(new SharedGround(quiet, wide).lacking(basis)).contains("server's JVM", WIDE);
        assertThat(RunConditions.thatDiffer(quiet, wide, Set.of(RunConditions.Kind.JVM)))
                .hasSize(2)
                .allMatch(difference -> difference.contains(WIDE));
    }

    @Test
    void anAllocatorOfTheEnvironmentMakesAnotherJvm() {
        Manifest arenas = in(new JvmSurroundings(List.of(), List.of(), Map.of("MALLOC_ARENA_MAX", "2")));

        assertThat(new SharedGround(PLAIN, arenas).lacking(Basis.SAME_JVM)).contains("MALLOC_ARENA_MAX=2");
    }

    @Test
    void theSameFlagIsTheSameJvmWhereverItComesFrom() {
        Manifest before = in(new JvmSurroundings(List.of(WIDE), List.of("JAVA_TOOL_OPTIONS"), Map.of()));
        Manifest now = in(new JvmSurroundings(List.of(WIDE), List.of("_JAVA_OPTIONS"), Map.of()));

        assertThat(new SharedGround(before, now).lacking(Basis.SAME_JVM)).isEmpty();
    }

    @Test
    void aVariableWithoutEffectMakesNoOtherJvm() {
        Manifest set = in(new JvmSurroundings(List.of(), List.of("JAVA_TOOL_OPTIONS"), Map.of()));

        assertThat(new SharedGround(PLAIN, set).lacking(Basis.SAME_JVM)).isEmpty();
    }

    private static Manifest in(JvmSurroundings surroundings) {
        return PLAIN.in(Optional.of(surroundings), Optional.of(surroundings));
    }
}
