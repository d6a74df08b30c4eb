package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class HostFactsTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void kernelSettingsAreReadToTheirEnd() throws Exception {
        String somaxconn;
        try (var file = Files.newBufferedReader(Path.of("/proc/sys/net/core/somaxconn"))) {
            somaxconn = file.readLine();
        }

        assertThat(HostFacts.ofThisHost().sysctls()).containsEntry("net.core.somaxconn", somaxconn);
    }

    /** Of a JVM whose environment and properties are full of things that are nobody's business. */
    @Test
    @Timeout(60)
    void nothingOfTheUserIsTold() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.name=zaphod",
                        "-Duser.home=/home/zaphod",
                        "-XX:HeapDumpPath=/home/zaphod/dumps",
                        "-Xmx200m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Teller.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("ACCESS_TOKEN", "hunter2");
        builder.environment().put("HOME", "/home/zaphod");
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Dsecret=hunter2 -XX:OnOutOfMemoryError=hunter2");
        Process teller = builder.start();

        String facts = new String(teller.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(teller.waitFor()).isZero();
        assertThat(facts).contains("-Xmx200m").doesNotContain("zaphod", "hunter2");
    }

    /** Tells the facts of its host. */
    static final class Teller {
        private Teller() {}

        public static void main(String[] arguments) {
            System.out.println(HostFacts.ofThisHost());
        }
    }

    @Test
    void propertiesOfTheJvmAreNotAmongItsFlags() {
        assertThat(HostFacts.ofThisHost().loadJvm().flags()).allMatch(flag -> flag.startsWith("-X"));
    }
}
