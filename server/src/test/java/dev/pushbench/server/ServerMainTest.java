package dev.pushbench.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.protocol.Technique;
import dev.pushbench.server.Probe.Told;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as a process of its own. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class ServerMainTest {
    private static final int TERMINATED = 128 + 15;

    private static InetSocketAddress address(String readyLine) {
        URI listening = URI.create(Json.fields(readyLine).getOrDefault("listening", ""));
        return new InetSocketAddress(listening.getHost(), listening.getPort());
    }

    @Test
    void aServerTellsItsAddressServesAndTakesLeaveWhenTerminated() throws IOException, InterruptedException {
        try (Child child = Child.serve("--port", "0")) {
            String ready = child.line();
            Map<String, String> fields = Json.fields(ready);
            assertThat(fields).containsOnlyKeys("listening", "pid");
            assertThat(fields)
                    .containsEntry("pid", String.valueOf(child.process().pid()));
            assertThat(fields.get("listening")).startsWith("http://127.0.0.1:");

            try (Connection connection = Connection.to(address(ready));
                    Observer observer = new Observer(address(ready));
                    Connection rude = Connection.to(address(ready));
                    Probe reader = Probe.open(connection, Technique.STREAMING, "room", OptionalLong.empty())) {
                rude.sendGet("/sse/room");
                rude.reset();
                observer.publishAll("room", 1, 2);
                observer.connection().get("/poll/bad%20name").isRefusal(400);

                child.process().toHandle().destroy(); // unlike Process.destroy it leaves the streams open
                assertThat(reader.next()).isEqualTo(Told.of(Observer.event(1)));
                assertThat(reader.next()).isEqualTo(Told.of(Observer.event(2)));
                assertThat(reader.next()).isEqualTo(Told.END);
                assertThat(connection.isAtEnd()).isTrue();
            }
            assertThat(child.exitCode()).isEqualTo(TERMINATED);
            assertThat(child.rest()).isEmpty();
            assertThat(child.errors()).isEmpty();
        }
    }

    @Test
    void aServerMayEndWithItsInput() throws IOException, InterruptedException {
        try (Child child = Child.serve("--port", "0", "--until-stdin-closes")) {
            InetSocketAddress address = address(child.line());
            child.process().getOutputStream().write("whatever\n".getBytes(UTF_8));
            child.process().getOutputStream().flush();
            try (Connection connection = Connection.to(address)) {
                assertThat(connection.get("/healthz").status()).isEqualTo(200);
            }
            child.process().getOutputStream().close();
            assertThat(child.exitCode()).isZero();
            assertThat(child.errors()).isEmpty();
        }
    }

    @Test
    void aPortInUseIsToldInOneLine() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            try (Child child = Child.serve("--port", port)) {
                assertThat(child.exitCode()).isEqualTo(2);
                assertThat(child.rest()).isEmpty();
                assertThat(child.errors())
                        .startsWith("serve: ")
                        .contains("127.0.0.1:" + port)
                        .hasLineCount(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port=65536|65536",
                "--port=http|http",
                "--port|--port",
                "--unknown|--unknown",
                "surplus|surplus",
                "--io-threads=0|not 0",
                "--retention-events=0|not 0",
                "--retention-bytes=-1|not -1",
                "--rooms=0|not 0",
                "--heartbeat-ms=9|not 9",
                "--heartbeat-ms=3600001|not 3600001",
                "--coalesce-ms=-1|not -1",
                "--coalesce-ms=1001|not 1001",
                "--coalesce-ms=5ms|5ms",
                "--on-gap=shrug|shrug",
                "--max-head-bytes=1023|not 1023",
                "--max-body-bytes=0|not 0",
                "--max-frame-bytes=99999999|not 99999999",
                "--max-message-bytes=-1|not -1",
                "--held-bytes=0|not 0",
                "--connections=0|not 0",
                "--connections-per-address=0|not 0",
                "--request-timeout-ms=9|not 9",
                "--idle-timeout-ms=9|not 9",
                "--publish-token=short|a token is",
                "--stats-token=with blank inside|a token is",
                "--allow-origin=example.org|example.org",
                "--host=0.0.0.0|--publish-token",
                "--ws-api=netty|netty",
                "--sse-api=|--sse-api",
                "--handicap-cpu=10.5|not 10.5",
                "--handicap-cpu=much|much",
                "--handicap-header-bytes=5|not 5",
                "--handicap-lose=-1|not -1",
                "--host=no.such.host.invalid|no.such.host.invalid"
            })
    void aBadOptionIsToldInOneLine(String optionAndWord) {
        String[] parts = optionAndWord.split("\\|", -1);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int exitCode = ServerMain.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(parts[0]);

        assertThat(exitCode).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("serve: ").contains(parts[1]).hasLineCount(1);
    }

    @Test
    void aServerWithAHandicapSaysSoBeforeAnythingElse() throws IOException {
        try (Child child = Child.serve("--port", "0", "--handicap-cpu", "0.25", "--handicap-lose", "7")) {
            assertThat(Json.fields(child.line())).containsEntry("handicap", "--handicap-cpu 0.25 --handicap-lose 7");
            assertThat(child.errors().lines())
                    .containsExactly("pushbench: handicapped: --handicap-cpu 0.25 --handicap-lose 7");
        }
    }

    @Test
    void aServerThatPushesThroughAnotherApiSaysSo() throws IOException {
        try (Child child = Child.serve("--port", "0", "--ws-api", "Undertow", "--sse-api", "undertow")) {
            String ready = child.line();
            String variant = "--ws-api undertow --sse-api undertow";
            assertThat(Json.fields(ready)).containsEntry("variant", variant);
            try (Connection connection = Connection.to(address(ready))) {
                assertThat(Json.fields(connection.get("/stats").body())).containsEntry("variant", variant);
                connection.sendGet("/sse/room");
                assertThat(connection.head().header("content-type")).isEqualTo("text/event-stream; charset=UTF-8");
            }
        }
    }

    @Test
    void helpNamesEveryOptionButThoseThatPlantFaults() throws IOException, InterruptedException {
        try (Child child = Child.serve("--help")) {
            assertThat(child.rest())
                    .contains("--host", "--port", "--io-threads", "--retention-events", "--retention-bytes")
                    .contains("--rooms", "--heartbeat-ms", "--on-gap", "--ws-api", "--sse-api", "own, undertow")
                    .contains("--until-stdin-closes")
                    .contains("--max-head-bytes", "--max-body-bytes", "--max-frame-bytes", "--max-message-bytes")
                    .contains("--connections", "--connections-per-address", "--request-timeout-ms", "--idle-timeout-ms")
                    .contains(
                            "--publish-token",
                            "--stats-token",
                            "--allow-origin",
                            "--open-to-all",
                            "--ws-echo",
                            "--ws-deflate")
                    .doesNotContain("handicap");
            assertThat(child.exitCode()).isZero();
            assertThat(child.errors()).isEmpty();
        }
    }
}
