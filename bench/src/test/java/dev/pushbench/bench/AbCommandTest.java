package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is refused before anything is measured. */
@Timeout(60)
final class AbCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ab                            | --base: ",
                "ab --base nowhere             | --base: neither a file nor a commit (git: fatal: Needed a single revision), was 'nowhere', allowed: a jar of this program, or a commit of",
                "ab --base HEAD --head nowhere | --head: neither a file nor a commit (git: fatal: Needed a single revision), was 'nowhere'",
                "ab --base HEAD --pairs 5      | --pairs: too small, was '5', allowed: 6 to 100",
                "ab --base HEAD --pairs x      | --pairs: not a whole number, was 'x'",
                "ab --base HEAD --suite smok   | --suite: no such suite or file, was 'smok'",
                "ab --base HEAD --policy no.yml | no.yml",
                "ab --base HEAD --jvm /no/jvm  | --jvm: no Java 17 or newer there, was '/no/jvm'",
                "self-test --pairs 5           | --pairs: too small, was '5', allowed: 6 to 100"
            })
    void mistakesAreOneLineAndNothingIsMeasured(String given, String line) {
        StringWriter err = new StringWriter();
        CommandLine command = Pushbench.commandLine().setErr(new PrintWriter(err, true));
        Path out = folder.resolve("results");

        int exitCode = command.execute(("gate " + given + " --out " + out).split(" +"));

        assertThat(exitCode).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString().lines()).singleElement().asString().contains(line);
        assertThat(out).doesNotExist();
    }

    @Test
    void aJarThatIsNoneIsToldAndWhatWasWrittenStays() throws Exception {
        Path jar = Files.writeString(folder.resolve("no.jar"), "no jar");
        Path out = folder.resolve("results");
        StringWriter err = new StringWriter();

        int exitCode = Pushbench.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute("gate", "ab", "--base", jar.toString(), "--out", out.toString());

        assertThat(exitCode).isEqualTo(ExitCode.INVALID_RUN.code());
        assertThat(err.toString()).contains("pushbench: base (" + jar + ") failed with exit code 1: ");
        try (var made = Files.list(out)) {
            List<Path> directories = made.toList();
            assertThat(directories).singleElement().satisfies(directory -> {
                assertThat(directory.getFileName().toString()).endsWith("-gate-ab");
                assertThat(directory).isDirectoryContaining("glob:**/base.log");
            });
        }
    }
}
