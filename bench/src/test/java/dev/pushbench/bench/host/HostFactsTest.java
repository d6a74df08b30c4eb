package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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

    @Test
    void propertiesOfTheJvmAreNotAmongItsFlags() {
        assertThat(HostFacts.ofThisHost().loadJvm().flags()).allMatch(flag -> flag.startsWith("-X"));
    }
}
