package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
@EnabledOnOs(OS.LINUX)
final class JvmSurroundingsTest {
    private static final String WIDE = "-XX:ObjectAlignmentInBytes=32";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void aFlagOfTheEnvironmentIsSeenByEveryJdk(String variable) throws Exception {
        for (Path java : jdks()) {
            JvmSurroundings seen = child(java, Map.of(variable, WIDE), "-Xmx64m");

            assertThat(seen.flags()).as(java.toString()).containsExactly(WIDE);
            assertThat(seen.flagVariables()).containsExactly(variable);
        }
    }

    @Test
    void aFlagThatTheCommandLineOverridesOrRepeatsIsNotInEffect() throws Exception {
        for (Path java : jdks()) {
            JvmSurroundings seen = child(
                    java,
                    Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g -Xss2m", "_JAVA_OPTIONS", "-XX:MaxGCPauseMillis=50"),
                    "-Xmx64m",
                    "-XX:MaxGCPauseMillis=50");

            assertThat(seen.flags()).as(java.toString()).containsExactly("-Xss2m");
            assertThat(seen.flagVariables()).containsExactly("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");
        }
    }

    @Test
    void theLastVariableWinsOverTheCommandLine() throws Exception {
        assertThat(child(ownJava(), Map.of("_JAVA_OPTIONS", "-Xmx80m"), "-Xmx64m")
                        .flags())
                .containsExactly("-Xmx80m");
    }

    @Test
    void flagsFromFilesAreSeen() throws Exception {
        Path arguments = Files.writeString(folder.resolve("arguments"), "-XX:MaxGCPauseMillis=70");
        Path options = Files.writeString(folder.resolve("options"), "-Xss1m\n");
        Path flags = Files.writeString(folder.resolve("flags"), "ObjectAlignmentInBytes=16\n+UseSerialGC\n");

        for (Path java : jdks()) {
            assertThat(child(java, Map.of(), "@" + arguments, "-XX:VMOptionsFile=" + options, "-XX:Flags=" + flags)
                            .flags())
                    .as(java.toString())
                    .containsExactlyInAnyOrder(
                            "-XX:MaxGCPauseMillis=70", "-Xss1m", "-XX:ObjectAlignmentInBytes=16", "-XX:+UseSerialGC");
        }
    }

    @Test
    void whatChangesHowMemoryIsAllocatedIsKeptAndNothingOfTheUser() throws Exception {
        JvmSurroundings seen = child(
                ownJava(),
                Map.of(
                        "MALLOC_ARENA_MAX",
                        "2",
                        "ACCESS_TOKEN",
                        "hunter2",
                        "JAVA_TOOL_OPTIONS",
                        "-Dsecret=hunter2 -Djava.net.preferIPv4Stack=true -XX:OnOutOfMemoryError=hunter2"
                                + " -XX:HeapDumpPath=/home/hunter2"));

        assertThat(seen.environment()).containsEntry("all", "{MALLOC_ARENA_MAX=2}");
        assertThat(seen.flags()).containsExactly("-Djava.net.preferIPv4Stack=true");
        assertThat(seen.toString()).doesNotContain("hunter2");
    }

    @Test
    void ofAgentsAndLibrariesOnlyTheNameIsKept() {
        JvmSurroundings seen = JvmSurroundings.of(
                List.of("-javaagent:/home/zaphod/apm.jar=token", "-agentlib:jdwp=transport=dt_socket", "-ea"),
                List.of(),
                Map.of("LD_PRELOAD", "/home/zaphod/libjemalloc.so.2"));

        assertThat(seen.flags()).containsExactly("-javaagent:apm.jar", "-agentlib:jdwp", "-ea");
        assertThat(seen.environment()).isEqualTo(Map.of("LD_PRELOAD", "libjemalloc.so.2"));
    }

    private static JvmSurroundings child(Path java, Map<String, String> environment, String... flags) throws Exception {
        List<String> words = new ArrayList<>(List.of(java.toString()));
        words.addAll(List.of(flags));
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Teller.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.contains("JAVA") || name.startsWith("MALLOC_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        List<String> lines = said.lines().toList();
        return new JvmSurroundings(words(lines.get(0)), words(lines.get(1)), Map.of("all", lines.get(2)));
    }

    private static List<String> words(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split(" "));
    }

    /** That of this JVM, and those that the machine has beside it. */
    private static List<Path> jdks() throws Exception {
        Path all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return List.of(ownJava());
        }
        try (Stream<Path> homes = Files.list(all)) {
            return Stream.concat(
                            Stream.of(ownJava()),
                            homes.map(home -> home.resolve("bin/java")).filter(Files::isExecutable))
                    .map(JvmSurroundingsTest::real)
                    .distinct()
                    .toList();
        }
    }

    private static Path real(Path java) {
        try {
            return java.toRealPath();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static Path ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Prints what it sees: flags, variables of flags, environment, a line each. */
    static final class Teller {
        private Teller() {}

        public static void main(String[] arguments) {
            JvmSurroundings seen = JvmSurroundings.ofThisJvm();
            System.out.println(String.join(" ", seen.flags()));
            System.out.println(String.join(" ", seen.flagVariables()));
            System.out.println(seen.environment());
        }
    }
}
