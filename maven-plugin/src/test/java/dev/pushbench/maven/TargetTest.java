package dev.pushbench.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, http://127.0.0.1:8080/healthz",
        "http://127.0.0.1:8080/, http://127.0.0.1:8080/healthz",
        "http://localhost, http://localhost/healthz",
        "http://[::1]:8080, http://[::1]:8080/healthz"
    })
    void healthIsAskedForAtTheRoot(String url, String health) throws MojoExecutionException {
        assertThat(Target.of("bench.target", Optional.of(url)).health()).hasToString(health);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1:8080", "https://localhost", "http://", "http:8080", "localhost", "ht tp://a", ""})
    void whatIsNoAddressIsAMistake(String url) {
        assertThatThrownBy(() -> Target.of("bench.target", Optional.of(url)))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("bench.target: not the address of a server, was '" + url
                        + "', allowed: http://host:port, without a path");
    }

    @Test
    void aServerThatIsStartedNeedsATarget() {
        assertThatThrownBy(() -> Target.of("bench.target", Optional.empty()))
                .hasMessageStartingWith("bench.target: has to say where serverMainClass listens");
    }
}
