package dev.pushbench.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ArgumentsTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', nullValues = "none", textBlock = """
                    --users 5                      ; --users|5
                    `  --users   5  `              ; --users|5
                    --jmh-args "-prof gc" --no-pin ; --jmh-args|-prof gc|--no-pin
                    --jmh-args='-prof gc'          ; --jmh-args=-prof gc
                    "it's" 'a "word"'              ; it's|a "word"
                    C:\\runs\\a                    ; C:\\runs\\a
                    --set headers=""               ; --set|headers=
                    a''b                           ; ab
                    """)
    void wordsEndAtSpacesOutsideOfQuotes(String line, String words) throws MojoExecutionException {
        assertThat(Arguments.of("bench.args", Optional.of(line))).isEqualTo(Arrays.asList(words.split("\\|")));
    }

    @Test
    void anEmptyWordHasToBeQuoted() throws MojoExecutionException {
        assertThat(Arguments.of("bench.args", Optional.of(" \t\n "))).isEmpty();
        assertThat(Arguments.of("bench.args", Optional.of("''"))).isEqualTo(List.of(""));
        assertThat(Arguments.of("bench.args", Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--users \"5", "--users '5", "'a\"", "don't"})
    void aQuoteThatIsNotClosedIsAMistake(String line) {
        assertThatThrownBy(() -> Arguments.of("bench.args", Optional.of(line)))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("bench.args: a quote is not closed, was '" + line
                        + "', allowed: words, in quotes where they hold spaces");
    }
}
