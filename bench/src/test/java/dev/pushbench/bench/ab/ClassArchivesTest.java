package dev.pushbench.bench.ab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassArchivesTest {
    private static final String WRITE = "-XX:ArchiveClassesAtExit=";
    private static final String READ = "-XX:SharedArchiveFile=";

    private Path jar = Path.of("");

    @BeforeEach
    void makeJar(@TempDir Path folder) throws Exception {
        jar = Files.createFile(folder.resolve("a.jar"));
    }

    @Test
    void anArchiveIsWrittenUntilItIsThereAndReadFromThenOn() throws Exception {
        try (ClassArchives archives = ClassArchives.none()) {
            Path archive = written(archives.flags(Side.BASE, build()));
            assertThat(written(archives.flags(Side.BASE, build()))).isEqualTo(archive);

            Files.createFile(archive);

            assertThat(archives.flags(Side.BASE, build()))
                    .contains(READ + archive)
                    .noneMatch(flag -> flag.startsWith(WRITE));
        }
    }

    @Test
    void sidesAndJvmsShareNone() {
        try (ClassArchives archives = ClassArchives.none()) {
            List<String> base = archives.arguments(Side.BASE, build());

            assertThat(List.of(
                            written(archives.flags(Side.BASE, build())),
                            written(archives.flags(Side.HEAD, build())),
                            written(List.of(base.get(0).split(" ", -1))),
                            written(List.of(base.get(1).split(" ", -1)))))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void everyFlagOfAGeneratorIsOneThatJmhAppends() {
        try (ClassArchives archives = ClassArchives.none()) {
            String generator = archives.arguments(Side.HEAD, build()).get(1);
            String[] words = generator.substring("--jmh-args=".length()).split(" ", -1);

            assertThat(words.length).isEven().isPositive();
            for (int i = 0; i < words.length; i += 2) {
                assertThat(words[i]).isEqualTo("-jvmArgsAppend");
                assertThat(words[i + 1]).startsWith("-X");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--server-opts", "--server-opts=-Xmx1g"})
    void whatABuildIsGivenByItsUserIsNotGivenASecondTime(String given) {
        try (ClassArchives archives = ClassArchives.none()) {
            assertThat(archives.arguments(Side.BASE, build(given, "-Xmx1g")))
                    .singleElement()
                    .asString()
                    .startsWith("--jmh-args=");
        }
    }

    @Test
    void nothingIsLeft() throws Exception {
        Path archive;
        try (ClassArchives archives = ClassArchives.none()) {
            archive = written(archives.flags(Side.HEAD, build()));
            Files.createFile(archive);
        }

        assertThat(archive).doesNotExist();
        assertThat(archive.getParent()).doesNotExist();
    }

    private static Path written(List<String> flags) {
        return flags.stream()
                .filter(flag -> flag.startsWith(WRITE))
                .map(flag -> Path.of(flag.substring(WRITE.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aBuildThatIsNotInJarsHasNone() {
        Build unpacked = new Build("a build", jar + File.pathSeparator + jar.getParent(), List.of());
        try (ClassArchives archives = ClassArchives.none()) {
            assertThat(archives.flags(Side.BASE, unpacked)).isEmpty();
            assertThat(archives.arguments(Side.BASE, unpacked)).isEmpty();
        }
    }

    private Build build(String... arguments) {
        return new Build("a build", jar.toString(), List.of(arguments));
    }
}
