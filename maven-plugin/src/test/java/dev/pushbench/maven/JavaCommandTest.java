package dev.pushbench.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JavaCommandTest {
    private static final File HOME = new File(System.getProperty("java.home"));

    @Test
    void theMainStandsBetweenFlagsAndArguments() {
        JavaCommand command = new JavaCommand(Path.of("java"), "a.jar:b.jar", "Main", List.of("run", "--suite", "a b"));

        assertThat(command.words()).containsExactly("java", "-cp", "a.jar:b.jar", "Main", "run", "--suite", "a b");
    }

    @Test
    void aJvmIsGivenByItsHomeOrItsExecutable() throws MojoExecutionException {
        Path executable = HOME.toPath().resolve("bin").resolve("java");

        assertThat(JavaCommand.executable("bench.jvm", HOME)).isEqualTo(executable);
        assertThat(JavaCommand.executable("bench.jvm", executable.toFile())).isEqualTo(executable);
    }

    @Test
    void whatIsNoJvmIsAMistake(@TempDir File empty) {
        for (File given : List.of(empty, new File(empty, "java"))) {
            assertThatThrownBy(() -> JavaCommand.executable("bench.jvm", given))
                    .isInstanceOf(MojoExecutionException.class)
                    .hasMessage("bench.jvm: no JVM there, was '" + given
                            + "', allowed: a java executable or the home of a JVM");
        }
    }
}
