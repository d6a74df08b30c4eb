package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnabledOnOs(OS.LINUX)
final class SplittingTest {
    private static final long MUCH = 24L << 30;
    private static final ProcessLimits USUAL = new ProcessLimits(20_000, 28_232, MUCH);

    @ParameterizedTest
    @CsvSource({
        "1,      20000, 28232, 1, 1",
        "19000,  20000, 28232, 1, 1",
        "19900,  20000, 28232, 1, 1",
        "19901,  20000, 28232, 2, 2",
        "50000,  20000, 28232, 3, 3",
        // Two more servers take eight of the files of the generator that leads.
        "59700,  20000, 28232, 3, 4",
        "50000, 100000, 28232, 1, 1",
        "50000, 100000,  8000, 7, 1",
        "2000,    1124, 28232, 2, 2"
    })
    void thereAreAsFewProcessesAsTheLimitsAllow(int users, long files, long ports, int servers, int generators) {
        Splitting splitting = automatic(new ProcessLimits(files, ports, MUCH));

        assertThat(splitting.of(users)).isEqualTo(new Split(servers, generators));
        assertThat(splitting.obstacle(users)).isEmpty();
    }

    @Test
    void whatWasAskedForIsDone() {
        assertThat(asked(2, 3, USUAL).of(30)).isEqualTo(new Split(2, 3));
        assertThat(asked(2, 3, USUAL).obstacle(30)).isEmpty();
        assertThat(asked(2, 3, USUAL).isAutomatic()).isFalse();
    }

    @Test
    void aServerOfSomeoneElseIsNotSplit() {
        Splitting splitting = new Splitting(OptionalInt.empty(), OptionalInt.empty(), true, USUAL);

        assertThat(splitting.of(25_000)).isEqualTo(new Split(1, 2));
        assertThat(splitting.obstacle(25_000)).isEmpty();
        assertThat(splitting.obstacle(28_232))
                .contains("too many for one server: with 28,232 ephemeral ports 28,231 users can reach it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "50000 | 1  | 3  | too many for 1 server, 3 load generators: a server can have 19,900 users, with 20,000 open files of a"
                        + " process (ulimit -n raises them) and 28,232 ephemeral ports",
                "50000 | 3  | 2  | too many for 3 servers, 2 load generators: a load generator can have 19,888 users, with 20,000 open"
                        + " files of a process (ulimit -n raises them)",
                "2     | 3  | 1  | fewer users than processes (3 servers, 1 load generator)",
                "2     | 1  | 3  | fewer users than processes (1 server, 3 load generators)"
            })
    void whatCannotBeIsTold(int users, int servers, int generators, String why) {
        assertThat(asked(servers, generators, USUAL).obstacle(users)).contains(why);
    }

    @Test
    void memoryLimitsWhatCanBeSplitAndNotAPair() {
        ProcessLimits little = new ProcessLimits(20_000, 28_232, 1L << 30);

        assertThat(automatic(little).obstacle(50_000))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("3 servers, 3 load generators and their connections take about ")
                        .endsWith(" of memory, where 1.0 GiB are available"));
        assertThat(automatic(little).obstacle(10_000)).isEmpty();
    }

    @Test
    void aPairHasItsUsualFlagsAndOthersHaveHeapsOfTheirSize() {
        ChildCommand server = ChildCommand.server(List.of(), Path.of("java"), ChildCommand.JVM_FLAGS, 1);
        ChildCommand generator = ChildCommand.generator(List.of(), Path.of("java"), ChildCommand.JVM_FLAGS);
        Split three = new Split(3, 3);

        assertThat(Split.ONE_PAIR.servers(server, 10_000)).containsExactly(server);
        assertThat(Split.ONE_PAIR.followers(generator, 10_000)).isEmpty();
        assertThat(Split.ONE_PAIR.leadFlags(10_000)).isEqualTo(ChildCommand.JVM_FLAGS);
        assertThat(three.servers(server, 50_000))
                .extracting(ChildCommand::arguments)
                .extracting(arguments -> arguments.get(1))
                .containsExactly("127.0.0.1", "127.0.0.2", "127.0.0.3");
        assertThat(three.servers(server, 50_000))
                .allSatisfy(command -> assertThat(command.jvmFlags())
                        .containsSubsequence("-Xms145m", "-Xmx145m", "-XX:+AlwaysPreTouch"));
        assertThat(three.followers(generator, 50_000))
                .hasSize(2)
                .allSatisfy(command -> assertThat(command.jvmFlags()).isEqualTo(three.leadFlags(50_000)));
    }

    private static Splitting automatic(ProcessLimits limits) {
        return new Splitting(OptionalInt.empty(), OptionalInt.empty(), false, limits);
    }

    private static Splitting asked(int servers, int generators, ProcessLimits limits) {
        return new Splitting(OptionalInt.of(servers), OptionalInt.of(generators), false, limits);
    }
}
