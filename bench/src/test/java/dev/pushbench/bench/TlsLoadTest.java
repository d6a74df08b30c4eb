package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.result.WireAgreement;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.client.tls.TlsTrust;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import dev.pushbench.protocol.TlsVersion;
import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServerOptions;
import dev.pushbench.server.tls.TlsSetting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The load generator against the server over TLS, in one JVM: what one side counts, the other has done. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
final class TlsLoadTest {
    private static final ServerOptions SECURE = ServerOptions.DEFAULT.with(TlsSetting.DEFAULT);
    private static final int USERS = 10;
    private static final LoadPlan.Tls USUAL = new LoadPlan.Tls(TlsVersion.V1_3, true);

    static Stream<Arguments> everyTechniqueOverEveryVersion() {
        return Stream.of(Technique.values())
                .flatMap(technique -> Stream.of(TlsVersion.values()).map(version -> Arguments.of(technique, version)));
    }

    @ParameterizedTest
    @MethodSource("everyTechniqueOverEveryVersion")
    void everyEventReachesEveryUserOnceAndEveryByteIsCounted(Technique technique, TlsVersion version)
            throws IOException {
        try (PushServer server = PushServer.start(SECURE)) {
            ComparedBytes compared = new ComparedBytes(server);
            LoadResult result = Load.run(plan(server, technique, new LoadPlan.Tls(version, true), 128, true), compared);

            isFlawless(result);
            assertThat(compared.wire()).matches(WireAgreement::holds);
            assertThat(result.tlsHandshakes().count()).isEqualTo(USERS);
            assertThat(result.tlsHandshakes().resumed()).isZero();
            assertThat(result.tlsHandshakes().bytes() / USERS).isBetween(1_200L, 3_000L);
            assertThat(result.traffic().up().tls() + result.traffic().down().tls())
                    .isGreaterThan(result.tlsHandshakes().bytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLargestEventsTakeSeveralRecords(Technique technique) throws IOException {
        try (PushServer server = PushServer.start(SECURE)) {
            ComparedBytes compared = new ComparedBytes(server);
            LoadResult result = Load.run(plan(server, technique, trusted(server, USUAL), 3, 64 * 1024, true), compared);

            isFlawless(result);
            assertThat(compared.wire()).matches(WireAgreement::holds);
        }
    }

    @ParameterizedTest
    @CsvSource({"1.3,true", "1.3,false", "1.2,true", "1.2,false"})
    void aUserThatConnectsAgainGoesOnWithItsOwnSession(String version, boolean resumption) throws IOException {
        LoadPlan.Tls tls = new LoadPlan.Tls(TlsVersion.withId(version).orElseThrow(), resumption);
        try (PushServer server = PushServer.start(SECURE)) {
            ComparedBytes compared = new ComparedBytes(server);
            LoadResult result = Load.run(plan(server, Technique.POLLING, tls, 128, false), compared);

            isFlawless(result);
            long handshakes = result.tlsHandshakes().count();
            assertThat(handshakes).isEqualTo(result.connections().opened()).isGreaterThanOrEqualTo(2 * USERS);
            assertThat(result.tlsHandshakes().resumed()).isEqualTo(resumption ? handshakes - USERS : 0);
            assertThat(compared.wire()).matches(WireAgreement::holds);
        }
    }

    @Test
    void aServerThatIsNotTrustedIsNotSpokenTo() throws IOException {
        try (PushServer server = PushServer.start(SECURE);
                PushServer other = PushServer.start(SECURE)) {
            TlsTrust inAnother =
                    TlsTrust.in(List.of(other.throwAwayCertificate().orElseThrow()));

            assertThat(failure(server, inAnother)).contains("the server's certificate is not trusted");
            assertThat(failure(server, new TlsTrust(Optional.empty(), List.of(), true)))
                    .contains("the server's certificate is not trusted");
        }
    }

    @Test
    void aCertificateForAnotherHostIsNotBelieved() throws IOException {
        try (PushServer server = PushServer.start(SECURE)) {
            List<String> own = List.of(server.throwAwayCertificate().orElseThrow());

            assertThat(failure(server, new TlsTrust(Optional.of("example.org"), own, true)))
                    .contains("the server's certificate is not for example.org");
            assertThat(failure(server, new TlsTrust(Optional.of("127.0.0.99"), own, true)))
                    .contains("the server's certificate is not for 127.0.0.99");
        }
    }

    @Test
    void whoAsksForItBelievesAnyone() throws IOException {
        try (PushServer server = PushServer.start(SECURE)) {
            LoadResult result = Load.run(
                    plan(server, Technique.SSE, new LoadPlan.Security(USUAL, TlsTrust.ofAnyone()), 128, true),
                    progress -> {});

            isFlawless(result);
        }
    }

    @Test
    void aServerWithoutTlsOrWithAnotherVersionIsTold() throws IOException {
        TlsSetting old = new TlsSetting(List.of(TlsVersion.V1_2), Optional.empty(), Optional.empty());
        try (PushServer plain = PushServer.start(ServerOptions.DEFAULT);
                PushServer older = PushServer.start(ServerOptions.DEFAULT.with(old))) {
            assertThat(failure(plain, TlsTrust.ofAnyone())).contains("the server does not speak TLS");
            assertThat(failure(older, TlsTrust.ofAnyone())).contains("the server does not offer this version of TLS");
        }
    }

    /** Why no trial is possible; told before one is begun, and by one that is begun nevertheless. */
    private static String failure(PushServer server, TlsTrust trust) {
        LoadPlan.Security security = new LoadPlan.Security(USUAL, trust);
        String told = security.client()
                .obstacle(server.address(), Duration.ofSeconds(10))
                .orElseThrow();
        LoadResult result = Load.run(plan(server, Technique.WEBSOCKET, security, 128, true), progress -> {});
        assertThat(result.failure().orElseThrow()).contains(told);
        return told;
    }

    private static void isFlawless(LoadResult result) {
        assertThat(result.failure()).isEmpty();
        assertThat(result.expected()).isPositive();
        assertThat(result.deliveries().delivered()).isEqualTo(result.expected());
        assertThat(result.deliveries().duplicate() + result.deliveries().outOfOrder())
                .isZero();
    }

    private static LoadPlan plan(
            PushServer server, Technique technique, LoadPlan.Tls tls, int eventBytes, boolean keepAlive) {
        return plan(server, technique, trusted(server, tls), eventBytes, keepAlive);
    }

    private static LoadPlan.Security trusted(PushServer server, LoadPlan.Tls tls) {
        return new LoadPlan.Security(
                tls, TlsTrust.in(List.of(server.throwAwayCertificate().orElseThrow())));
    }

    private static LoadPlan plan(
            PushServer server, Technique technique, LoadPlan.Security security, int eventBytes, boolean keepAlive) {
        return plan(server, technique, security, USERS, eventBytes, keepAlive);
    }

    private static LoadPlan plan(
            PushServer server,
            Technique technique,
            LoadPlan.Security security,
            int users,
            int eventBytes,
            boolean keepAlive) {
        return new LoadPlan(
                        technique,
                        server.address(),
                        new RoomName("room"),
                        users,
                        new LoadPlan.Publishing(40, eventBytes),
                        new LoadPlan.Reading(Duration.ofMillis(100), Duration.ofMillis(300)),
                        new LoadPlan.Requests(HeaderProfile.MINIMAL, keepAlive),
                        new LoadPlan.Timing(
                                Duration.ofSeconds(20),
                                Duration.ZERO,
                                Duration.ofMillis(200),
                                Duration.ofMillis(600),
                                Duration.ofSeconds(10)))
                .with(security);
    }
}
