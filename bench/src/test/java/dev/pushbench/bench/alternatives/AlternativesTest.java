package dev.pushbench.bench.alternatives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.protocol.RoomName;
import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServerOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That what is compared does the same work: every event comes to every user, and whatever does not is told. */
@Tag("thorough")
@Timeout(60)
final class AlternativesTest {
    private static final int USERS = 3;
    private static final int BROADCASTS = 5;

    @ParameterizedTest
    @EnumSource
    void everyEventComesToEveryUserOfEveryEngine(Engine engine) throws Exception {
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT)) {
            Gathering gathering = new Gathering(server.address(), new RoomName("room"), USERS);
            try (Crowd crowd = engine.crowd(gathering)) {
                crowd.connect();
                for (int i = 0; i < BROADCASTS; i++) {
                    crowd.broadcast();
                    assertThat(server.figures().events()).isEqualTo(i + 1);
                }
            }
            assertThat(server.figures().deliveries()).isEqualTo(USERS * BROADCASTS);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "OWN_SSE", mode = EnumSource.Mode.EXCLUDE)
    void aServerThatIsGoneIsAFailure(Engine engine) throws Exception {
        PushServer server = PushServer.start(ServerOptions.DEFAULT);
        Gathering gathering = new Gathering(server.address(), new RoomName("room"), USERS);
        try (server;
                Crowd crowd = engine.crowd(gathering)) {
            crowd.connect();
            server.close();

            assertThatThrownBy(crowd::broadcast).isInstanceOf(Exception.class);
        }
    }

    @Test
    void anEventThatIsMissingOrTwiceIsToldToWhoeverWaits() {
        for (long wrong : new long[] {1, 3}) {
            Attendance attendance = new Attendance(2);
            attendance.expect(4);
            for (Attendance.User user : attendance.users()) {
                user.got("{\"seq\":\"0000000000000000001\",\"due\":\"0000000000000000007\",\"data\":\"x\"}");
            }
            attendance.users().get(0).got(2);
            attendance.users().get(1).got(wrong);

            assertThatThrownBy(() -> attendance.awaitExpected(Duration.ofSeconds(5)))
                    .hasMessage("event " + wrong + " in the place of 2");
        }
    }

    @Test
    void theTablesAndTheFileHaveALineForEachSubject(@TempDir Path folder) throws Exception {
        Path csv = folder.resolve("made/alternatives.csv");
        StringWriter out = new StringWriter();

        int exitCode = AlternativesMain.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(
                        "--users=4",
                        "--warmup=2",
                        "--broadcasts=3",
                        "--turns=1",
                        "--only=generator",
                        "--engine=netty-websocket",
                        "--csv=" + csv);

        assertThat(exitCode).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("own-websocket +4 +[0-9.]+ us +1\\.00 x .*"))
                .anyMatch(line -> line.matches("netty-websocket +4 +[0-9.]+ us +[0-9.]+ x .*"));
        assertThat(Files.readAllLines(csv))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("1,own-websocket,websocket,own,4,12,"))
                .anyMatch(line -> line.startsWith("1,netty-websocket,websocket,own,4,12,"));
    }
}
