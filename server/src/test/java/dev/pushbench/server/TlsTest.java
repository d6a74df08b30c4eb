package dev.pushbench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pushbench.protocol.TlsVersion;
import dev.pushbench.server.guard.Bounds;
import dev.pushbench.server.tls.TlsSetting;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that speaks TLS, to clients that others wrote and to such as misbehave. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class TlsTest {
    private static final ServerOptions SECURE = ServerOptions.DEFAULT.with(TlsSetting.DEFAULT);
    private static final String PUBLICATION = "{\"due\":\"7\",\"data\":\"from curl\"}";
    private static final String EVENT =
            "{\"seq\":\"0000000000000000001\",\"due\":\"0000000000000000007\",\"data\":\"from curl\"}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "/poll/room?after=0,      ''",
        "/long-poll/room?after=0, ''",
        "/stream/room?after=0,    ''",
        "/sse/room?after=0,       'data: '"
    })
    void curlReadsOverTls(String target, String before) throws IOException, InterruptedException {
        assumeTrue(hasCurl(), "there is no curl here");
        Path ca = folder.resolve("ca.pem");
        PushServer server = PushServer.start(SECURE);
        try (server) {
            Files.writeString(ca, server.throwAwayCertificate().orElseThrow());
            publishByCurl(server, ca);
            try (Child curl = Child.run("curl", "-sSN", "--cacert", ca.toString(), url(server, target))) {
                String line = curl.line();
                assertThat(line.startsWith("id: ") ? curl.line() : line).isEqualTo(before + EVENT);
                server.close();
                assertThat(curl.exitCode()).as(curl.errors()).isZero();
            }
        }
    }

    @Test
    void curlUpgradesOverTls() throws IOException, InterruptedException {
        assumeTrue(hasCurl(), "there is no curl here");
        Path ca = folder.resolve("ca.pem");
        PushServer server = PushServer.start(SECURE);
        try (server) {
            Files.writeString(ca, server.throwAwayCertificate().orElseThrow());
            publishByCurl(server, ca);
            try (Child curl = Child.run(
                    "curl",
                    "-sSN",
                    "--http1.1",
                    "-i",
                    "-H",
                    "Connection: Upgrade",
                    "-H",
                    "Upgrade: websocket",
                    "-H",
                    "Sec-WebSocket-Version: 13",
                    "-H",
                    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                    "--cacert",
                    ca.toString(),
                    url(server, "/ws/room?after=0"))) {
                assertThat(curl.line()).isEqualTo("HTTP/1.1 101 Switching Protocols");
                server.close();
                assertThat(curl.rest()).contains(EVENT);
            }
        }
    }

    @Test
    void curlDoesNotTrustACertificateThatItWasNotToldOf() throws IOException, InterruptedException {
        assumeTrue(hasCurl(), "there is no curl here");
        try (PushServer server = PushServer.start(SECURE);
                Child curl = Child.run("curl", "-sS", url(server, "/healthz"))) {
            assertThat(curl.exitCode()).isEqualTo(60); // CURLE_PEER_FAILED_VERIFICATION
        }
    }

    private static void publishByCurl(PushServer server, Path ca) throws IOException, InterruptedException {
        try (Child curl =
                Child.run("curl", "-sS", "--cacert", ca.toString(), "-d", PUBLICATION, url(server, "/publish/room"))) {
            assertThat(curl.rest()).isEqualTo("{\"seq\":\"1\"}\n");
            assertThat(curl.exitCode()).as(curl.errors()).isZero();
        }
    }

    private static boolean hasCurl() throws InterruptedException {
        try (Child curl = Child.run("curl", "--version")) {
            curl.rest();
            return curl.exitCode() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    private static String url(PushServer server, String target) {
        return "https://127.0.0.1:" + server.address().getPort() + target;
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheVersionsThatAreOfferedAreSpoken(TlsVersion version) throws IOException {
        TlsSetting only = new TlsSetting(List.of(version), Optional.empty(), Optional.empty());
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT.with(only))) {
            for (TlsVersion asked : TlsVersion.values()) {
                try (SSLSocket socket = (SSLSocket) AnyServer.socket()) {
                    socket.setEnabledProtocols(new String[] {asked.javaName()});
                    socket.connect(server.address());
                    if (asked == version) {
                        socket.startHandshake();
                        assertThat(socket.getSession().getProtocol()).isEqualTo(version.javaName());
                    } else {
                        assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
                    }
                }
            }
        }
    }

    @Test
    void aClientThatSpeaksPlainHttpIsToldSo() throws IOException {
        try (PushServer server = PushServer.start(SECURE);
                Connection plain = Connection.to(server.address())) {
            Answer answer = plain.get("/healthz");
            answer.isRefusal(400);
            assertThat(answer.body()).contains("TLS");
            assertThat(plain.isAtEnd()).isTrue();
            Eventually.holds("the connection is closed", () -> server.figures().connectionsOpen() == 0);
        }
    }

    @Test
    void rubbishIsClosedAndOthersAreServed() throws IOException {
        try (PushServer server = PushServer.start(SECURE);
                Connection good = Connection.to(server)) {
            for (byte[] rubbish : List.of(
                    new byte[] {0},
                    new byte[] {22, 3, 1, 0, 5, 1, 0, 0, 1, 0},
                    new byte[] {22, 3, 3, (byte) 0xFF, (byte) 0xFF, 1, 2, 3, 4, 5},
                    new byte[] {(byte) 0x80, 0x2E, 1, 3, 1, 0, 21})) {
                try (Socket socket = new Socket(
                        server.address().getAddress(), server.address().getPort())) {
                    socket.setSoTimeout(10_000);
                    socket.getOutputStream().write(rubbish);
                    socket.shutdownOutput();
                    assertThat(socket.getInputStream().readAllBytes().length).isLessThan(100);
                } catch (SocketException reset) {
                    // As good an end as any.
                }
                assertThat(good.get("/healthz").status()).isEqualTo(200);
            }
            Eventually.holds("only the good one is left", () -> server.figures().connectionsOpen() == 1);
        }
    }

    @Test
    void handshakesThatNeverEndAreClosedInTime() throws IOException {
        Bounds hurried = Bounds.DEFAULT.withTimes(Duration.ofMillis(300), Duration.ofMinutes(1));
        try (PushServer server = PushServer.start(SECURE.with(SECURE.exposure().with(hurried)));
                Socket silent = new Socket(
                        server.address().getAddress(), server.address().getPort());
                Socket slow = new Socket(
                        server.address().getAddress(), server.address().getPort())) {
            slow.getOutputStream().write(new byte[] {22, 3, 1});
            silent.setSoTimeout(10_000);
            slow.setSoTimeout(10_000);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whoIsOneTooManyIsToldSoOverTls() throws IOException {
        Bounds two = Bounds.DEFAULT.withConnections(100, 2);
        try (PushServer server = PushServer.start(SECURE.with(SECURE.exposure().with(two)));
                Connection first = Connection.to(server);
                Connection second = Connection.to(server)) {
            assertThat(first.get("/healthz").status()).isEqualTo(200);
            assertThat(second.get("/healthz").status()).isEqualTo(200);
            try (Connection third = Connection.to(server)) {
                third.get("/healthz").isRefusal(429);
                assertThat(third.isAtEnd()).isTrue();
            }
        }
    }

    @Test
    void cipherBytesAndPlainBytesAreBothCounted() throws IOException {
        try (PushServer server = PushServer.start(SECURE);
                Connection connection = Connection.to(server)) {
            assertThat(connection.get("/healthz").status()).isEqualTo(200);
            String request = Connection.request("GET", "/healthz");
            assertThat(server.figures().plainBytesIn()).isEqualTo(request.length());
            assertThat(server.figures().bytesIn()).isGreaterThan(request.length() + 200);
            assertThat(server.figures().bytesOut())
                    .isGreaterThan(server.figures().plainBytesOut() + 1_000);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--tls-cert none.pem                              | --tls-cert, --tls-key, --tls-protocols and --tls-cert-out need --tls",
                "--tls --tls-cert none.pem                        | --tls-cert and --tls-key need one another",
                "--tls --tls-cert none.pem --tls-key none.pem     | cannot read none.pem: there is no such file",
                "--tls --tls-protocols 1.3,1.1                    | --tls-protocols: no such version: '1.1', allowed: 1.3, 1.2",
                "--tls --tls-cert-out /proc/none/ca.pem           | cannot write /proc/none/ca.pem: /proc/none/ca.pem",
            })
    void aMistakeIsToldInOneLine(String options, String line) throws IOException, InterruptedException {
        try (Child child = Child.serve(("--port 0 " + options).split(" "))) {
            assertThat(child.exitCode()).isEqualTo(2);
            assertThat(child.errors()).isEqualTo("serve: " + line + System.lineSeparator());
        }
    }

    @Test
    void aServerTellsThatItSpeaksTlsAndWhomToTrust() throws IOException {
        Path out = folder.resolve("out.pem");
        try (Child child = Child.serve("--port", "0", "--tls", "--tls-cert-out", out.toString())) {
            String ready = child.line();
            assertThat(ready).startsWith("{\"listening\":\"https://127.0.0.1:");
            assertThat(Json.fields(ready)).containsOnlyKeys("listening", "pid", "certificate");
            assertThat(ready).contains(Files.readString(out).replace("\n", "\\n"));
            assertThat(child.errors()).isEmpty();
        }
    }
}
