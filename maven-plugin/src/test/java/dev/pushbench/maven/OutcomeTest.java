package dev.pushbench.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OutcomeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1   | bench:gate failed by an error of its own (exit code 1): --debug
                    2   | bench:gate cannot do what was asked for (exit code 2): the line above
                    3   | bench:gate found a regression (exit code 3): the verdicts above say
                    4   | bench:gate cannot tell (exit code 4): the verdicts above say why
                    5   | bench:gate has no valid result (exit code 5): the lines above name the causes
                    130 | bench:gate was interrupted (exit code 130): what was measured
                    137 | bench:gate was ended by signal 9
                    143 | bench:gate was ended by signal 15
                    6   | bench:gate ended with exit code 6, which no command of Pushbench has
                    255 | bench:gate ended with exit code 255, which no command of Pushbench has
                    """)
    void everyExitCodeIsOneLineOfWords(int code, String beginning) {
        assertThat(Outcome.line("bench:gate", code)).startsWith(beginning).doesNotContain("\n");
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatWasMeasuredIsJudged(Outcome outcome) {
        assertThat(outcome.isVerdict())
                .isEqualTo(List.of(Outcome.REGRESSION, Outcome.INCONCLUSIVE, Outcome.INVALID_RUN)
                        .contains(outcome));
    }

    @Test
    void verdictsCanBeTolerated() throws MojoExecutionException {
        assertThat(Outcome.tolerated("bench.tolerate", List.of())).isEmpty();
        assertThat(Outcome.tolerated("bench.tolerate", List.of("inconclusive", " invalid-run ", "inconclusive")))
                .containsExactlyInAnyOrder(Outcome.INCONCLUSIVE, Outcome.INVALID_RUN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"usage", "pass", "internal-error", "Regression", "5", ""})
    void nothingElseCanBeTolerated(String id) {
        assertThatThrownBy(() -> Outcome.tolerated("bench.tolerate", List.of("regression", id)))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("bench.tolerate: not a verdict, was '" + id
                        + "', allowed: regression, inconclusive, invalid-run");
    }
}
