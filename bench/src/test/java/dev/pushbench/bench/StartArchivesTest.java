package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pushbench.bench.StartArchives.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class StartArchivesTest {
    /** Else nobody would notice that every test had become slower. */
    @ParameterizedTest
    @EnumSource
    void aJvmThatMayNotDoWithoutTheArchiveStartsAndSaysNoMore(Role role) throws Exception {
        List<String> archive = StartArchives.flags(role);
        assumeThat(archive).as("the build made archives").isNotEmpty();
        List<String> words = new ArrayList<>(Program.light(List.of("--version")));
        words.removeAll(StartArchives.flags(Role.LEAD));
        words.add(1, "-Xshare:on");
        words.addAll(1, archive);
        Process process = Program.start(words);

        assertThat(process.inputReader().lines()).first().asString().startsWith("pushbench ");
        assertThat(process.errorReader().lines()).isEmpty();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
