package dev.pushbench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that others wrote: what our own probes understand is not yet a protocol. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
final class ForeignClientsTest {
    private static final String WS = "ws@8.23.0";
    private static final Path NODE = Path.of("target", "node").toAbsolutePath();
    private static final Path SCRIPTS = Path.of("src", "test", "js").toAbsolutePath();
    private static final String PUBLICATION = "{\"due\":\"7\",\"data\":\"from curl\"}";
    private static final String EVENT =
            "{\"seq\":\"0000000000000000001\",\"due\":\"0000000000000000007\",\"data\":\"from curl\"}";

    private final PushServer server;

    ForeignClientsTest() throws IOException {
        server = PushServer.start(ServerOptions.DEFAULT);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @BeforeEach
    void needsCurl() throws InterruptedException {
        assumeTrue(works("curl", "--version"), "there is no curl here");
    }

    private String url(String target) {
        return "http://127.0.0.1:" + server.address().getPort() + target;
    }

    private static boolean works(String... command) throws InterruptedException {
        try (Child child = Child.run(command)) {
            child.rest();
            return child.exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void publishByCurl() throws IOException, InterruptedException {
        try (Child curl = Child.run("curl", "-sS", "-d", PUBLICATION, url("/publish/room"))) {
            assertThat(curl.rest()).isEqualTo("{\"seq\":\"1\"}\n");
            assertThat(curl.exitCode()).isZero();
        }
    }

    @Test
    void curlPolls() throws IOException, InterruptedException {
        publishByCurl();
        try (Child curl = Child.run("curl", "-sS", url("/poll/room?after=0"))) {
            assertThat(curl.rest()).isEqualTo(EVENT + "\n");
            assertThat(curl.exitCode()).isZero();
        }
    }

    @Test
    void curlPollsLong() throws IOException, InterruptedException {
        try (Child curl = Child.run("curl", "-sS", url("/long-poll/room?after=0"))) {
            publishByCurl();
            assertThat(curl.rest()).isEqualTo(EVENT + "\n");
            assertThat(curl.exitCode()).isZero();
        }
    }

    @Test
    void curlReadsAStreamToItsEnd() throws IOException, InterruptedException {
        try (Child curl = Child.run("curl", "-sSN", url("/stream/room?after=0"))) {
            publishByCurl();
            assertThat(curl.line()).isEqualTo(EVENT);
            server.close();
            assertThat(curl.rest()).isEmpty();
            assertThat(curl.exitCode()).isZero();
        }
    }

    @Test
    void curlReadsServerSentEventsToTheirEnd() throws IOException, InterruptedException {
        try (Child curl = Child.run("curl", "-sSN", "-H", "Last-Event-ID: 0", url("/sse/room"))) {
            publishByCurl();
            assertThat(curl.line()).isEqualTo("id: 1");
            assertThat(curl.line()).isEqualTo("data: " + EVENT);
            assertThat(curl.line()).isEmpty();
            server.close();
            assertThat(curl.rest()).isEmpty();
            assertThat(curl.exitCode()).isZero();
        }
    }

    @Test
    void nodeReadsServerSentEventsByFetch() throws IOException, InterruptedException {
        assumeTrue(works("node", "--version"), "there is no node here");
        try (Child node = Child.run("node", SCRIPTS.resolve("sse.js").toString(), url(""))) {
            assertThat(node.rest()).isEqualTo("[\"one\",\"two\"]\n");
            assertThat(node.exitCode()).as(node.errors()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"pushbench.v1.text,false", "pushbench.v1.binary,true"})
    void nodeSpeaksWebSocket(String subprotocol, boolean binary) throws IOException, InterruptedException {
        assumeTrue(works("node", "--version"), "there is no node here");
        assumeTrue(hasWs(), WS + " could not be installed by npm");
        publishByCurl();
        String script = SCRIPTS.resolve("websocket.js").toString();
        Map<String, String> modules =
                Map.of("NODE_PATH", NODE.resolve("node_modules").toString());
        try (Child node = Child.run(modules, "node", script, url("/ws/room?after=0"), subprotocol)) {
            assertThat(node.rest())
                    .isEqualTo("{\"protocol\":\"" + subprotocol + "\",\"binary\":[" + binary + "," + binary
                            + "],\"data\":[\"from curl\",\"from node\"],\"pong\":\"are you there?\",\"code\":1000}\n");
            assertThat(node.exitCode()).as(node.errors()).isZero();
        }
    }

    private static boolean hasWs() throws IOException, InterruptedException {
        if (Files.exists(NODE.resolve("node_modules/ws/package.json"))) {
            return true;
        }
        Files.createDirectories(NODE);
        return works(
                "npm",
                "install",
                "--prefix=" + NODE,
                "--no-save",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--fetch-timeout=15000",
                "--fetch-retries=0",
                WS);
    }
}
