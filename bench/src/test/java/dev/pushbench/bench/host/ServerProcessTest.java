package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ServerProcessTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @AfterEach
    void noProcessIsLeft() {
        ProcessHandle.current().children().forEach(child -> child.onExit().join());
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void aReadyServerSaysWhereItListensAndGoesWhenClosed() throws Exception {
        ServerProcess server = ServerProcess.start(FakeServer.command("ready"), LONG);
        try (server) {
            assertThat(server.address()).isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 41234));
            assertThat(server.isAlive()).isTrue();
            assertThat(server.exitDescription()).isEqualTo("still running");
        }
        assertThat(server.isAlive()).isFalse();
        assertThat(server.exitDescription()).isEqualTo("ended by signal 15");
    }

    @Test
    void aServerThatEndsBeforeItIsReadyIsToldWithTheLastOfItsWords() {
        assertThatThrownBy(() -> ServerProcess.start(FakeServer.command("dies-early"), LONG))
                .isInstanceOf(ChildFailedException.class)
                .hasMessageStartingWith("the server ended before it was ready (exit code 3): line 11\n")
                .hasMessageEndingWith("line 60");
    }

    @Test
    void aServerThatIsNeverReadyIsEnded() {
        assertThatThrownBy(() -> ServerProcess.start(FakeServer.command("never-ready"), Duration.ofMillis(300)))
                .isInstanceOf(ChildFailedException.class)
                .hasMessage("the server was not ready within 300 ms");
    }

    @Test
    void aServerThatSaysSomethingElseIsEnded() {
        assertThatThrownBy(() -> ServerProcess.start(FakeServer.command("says-nonsense"), LONG))
                .isInstanceOf(ChildFailedException.class)
                .hasMessage("the server did not say where it listens, but: hello");
    }

    @Test
    void aServerThatCannotBeStartedIsTold() {
        ChildCommand none = new ChildCommand(Path.of("/no/such/java"), List.of(), "None", List.of());

        assertThatThrownBy(() -> ServerProcess.start(none, LONG))
                .isInstanceOf(ChildFailedException.class)
                .hasMessageStartingWith("the server cannot be started: ");
    }

    @Test
    void whoeverWatchesHearsOfADeath() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (ServerProcess server = ServerProcess.start(FakeServer.command("dies-later"), LONG)) {
            server.whenGone(gone::countDown);
            gone.await();

            assertThat(server.exitDescription()).isEqualTo("exit code 7");
            assertThat(server.lastWords()).containsExactly("no more");
        }
    }

    @Test
    void aServerThatIgnoresSigtermIsKilled() throws Exception {
        ServerProcess server = ServerProcess.start(FakeServer.command("ignores-sigterm"), LONG);
        server.close();

        assertThat(server.exitDescription()).isEqualTo("ended by signal 9");
    }

    @Test
    void anInterruptedThreadStillClosesAndStaysInterrupted() throws Exception {
        ServerProcess server = ServerProcess.start(FakeServer.command("ready"), LONG);
        Thread.currentThread().interrupt();
        server.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void anInterruptedStartLeavesNothing() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> ServerProcess.start(FakeServer.command("ready"), LONG))
                .isInstanceOf(InterruptedException.class);
    }
}
