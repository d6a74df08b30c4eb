package dev.pushbench.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class OwnServerTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Path log;
    private int port;

    @BeforeEach
    void takeAFreePort() throws IOException {
        log = folder.resolve("target").resolve("server.log");
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = any.getLocalPort();
        }
    }

    @Test
    void isThereUntilItIsClosed() throws Exception {
        ChildProcess process = server(LONG).start(command(Integer.toString(port), "200"), log);
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();

        assertThat(handle.isAlive()).isTrue();
        assertThat(log).content().contains("listening");
        process.close();
        assertThat(handle.isAlive()).isFalse();
        assertThat(process.endsWithin(Duration.ZERO)).isTrue();
    }

    @Test
    void oneThatEndsIsToldWithItsLastWords() {
        assertThatThrownBy(() -> server(LONG).start(command("no such database"), log))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage(TestServer.class.getName() + " ended with exit code 1 before it answered at "
                        + address() + "/healthz; its last words (" + log + "): starting | Exception in thread \"main\""
                        + " java.lang.IllegalStateException: no such database");
    }

    @Test
    void oneThatIsNotHealthyInTimeIsGivenUpAndEnded() {
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> server(second).start(command(Integer.toString(port), "503"), log))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith(TestServer.class.getName() + " did not answer 200 at " + address()
                        + "/healthz within 1 s; its last words (" + log + "): ");
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void anotherOneThatListensThereIsNotMeasuredInItsPlace() throws IOException {
        HttpServer other = TestServer.listen(port, 404);
        try {
            assertThatThrownBy(() -> server(LONG).start(command(Integer.toString(port), "200"), log))
                    .isInstanceOf(MojoExecutionException.class)
                    .hasMessageStartingWith("something listens at " + address() + " already");
            assertThat(log).doesNotExist();
        } finally {
            other.stop(0);
        }
    }

    @Test
    void aJvmThatCannotBeStartedIsTold() {
        JavaCommand command = new JavaCommand(folder.resolve("java"), ".", "Main", List.of());

        assertThatThrownBy(() -> server(LONG).start(command, log))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("Main cannot be started: ");
    }

    private String address() {
        return "http://127.0.0.1:" + port;
    }

    private OwnServer server(Duration longestStart) {
        return new OwnServer(new Target(URI.create(address())), longestStart);
    }

    private static JavaCommand command(String... arguments) {
        return new JavaCommand(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                TestServer.class.getName(),
                List.of(arguments));
    }
}
