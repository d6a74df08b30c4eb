package dev.pushbench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.protocol.Technique;
import dev.pushbench.server.ServerOptions.Handicap;
import dev.pushbench.server.guard.Bounds;
import dev.pushbench.server.guard.Budget;
import dev.pushbench.server.handicap.BurningSink;
import dev.pushbench.server.room.Retention;
import dev.pushbench.server.wire.GapPolicy;
import dev.pushbench.server.wire.Listener;
import dev.pushbench.server.wire.WireCounts;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.conduits.StreamSinkConduit;

/** That a planted fault is just what was asked for, and nothing else. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class HandicapTest {
    private static final String ROOM = "room";
    private static final OptionalLong FROM_THE_START = OptionalLong.of(0);

    @ParameterizedTest
    @EnumSource
    void eachAnswerHasAHeaderOfExactlyTheBytesAskedFor(Technique technique) throws IOException {
        String plain = head(technique, Handicap.NONE);

        for (int bytes : new int[] {6, 7, 100, 4096}) {
            String padded = head(technique, new Handicap(0, bytes, 0));

            assertThat(padded).containsOnlyOnce("\r\nX: " + "x".repeat(bytes - 5) + "\r\n");
            assertThat(padded).hasSize(plain.length() + bytes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatBurnsDeliversTheSame(Technique technique) throws IOException {
        try (PushServer server = start(new Handicap(0.5, 0, 0), 1);
                Observer observer = new Observer(server.address());
                Probe probe = open(server, technique)) {
            observer.publishAll(ROOM, 1, 20);

            assertThat(texts(probe, 20)).isEqualTo(events(1, 20));
        }
    }

    @Test
    void onlyAServerThatIsToBurnDoes() {
        StreamSinkConduit socket = (StreamSinkConduit) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {StreamSinkConduit.class},
                (proxy, method, arguments) -> proxy == arguments[0]);

        assertThat(PushServer.sinks(Handicap.NONE).apply(socket)).isSameAs(socket);
        assertThat(PushServer.sinks(new Handicap(0, 10, 10)).apply(socket)).isSameAs(socket);
        assertThat(PushServer.sinks(new Handicap(0.1, 0, 0)).apply(socket)).isInstanceOf(BurningSink.class);
    }

    @Test
    void theSinkOfEachConnectionIsReplaced() throws IOException {
        Set<StreamSinkConduit> replaced = ConcurrentHashMap.newKeySet();
        XnioWorker worker = Xnio.getInstance().createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1));
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        WireCounts counts = new WireCounts();
        try (Listener listener = Listener.open(
                worker,
                any,
                HttpServerExchange::endExchange,
                Bounds.DEFAULT,
                new Budget(1 << 20),
                counts,
                socket -> {
                    replaced.add(socket);
                    return socket;
                },
                Optional.empty())) {
            for (int connections = 1; connections <= 3; connections++) {
                try (Connection connection = Connection.to(listener.address())) {
                    assertThat(connection.get("/").status()).isEqualTo(200);
                    assertThat(replaced).hasSize(connections);
                }
            }
        } finally {
            worker.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"POLLING", "LONG_POLLING"})
    void theDeliveryAskedForIsLostAndNoOther(Technique technique) throws IOException {
        for (long lost : new long[] {1, 4}) {
            try (PushServer server = start(new Handicap(0, 0, lost), 1);
                    Observer observer = new Observer(server.address());
                    Probe probe = open(server, technique)) {
                observer.publishAll(ROOM, 1, 6);

                List<String> expected = new ArrayList<>(events(1, 6));
                expected.remove(Observer.event(lost));
                assertThat(texts(probe, 5)).isEqualTo(expected);
                assertThat(observer.stat("deliveries"))
                        .as("as far as the server knows")
                        .isEqualTo(6);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"POLLING", "LONG_POLLING"})
    void amongManyUsersOnSomeThreadsOneMissesOne(Technique technique) throws IOException {
        int users = 20;
        try (PushServer server = start(new Handicap(0, 0, 77), 2);
                Observer observer = new Observer(server.address())) {
            List<Probe> probes = new ArrayList<>();
            for (int user = 0; user < users; user++) {
                probes.add(open(server, technique));
            }
            observer.publishAll(ROOM, 1, 10);
            Eventually.holds("all is delivered", () -> observer.stat("deliveries") == users * 10L);
            observer.publishAll(ROOM, 11, 11);

            List<String> missed = new ArrayList<>();
            for (Probe probe : probes) {
                List<String> expected = new ArrayList<>(events(1, 11));
                for (String text = ""; !text.equals(Observer.event(11)); ) {
                    text = probe.nextText().text();
                    assertThat(expected.remove(text))
                            .as("expected and new: " + text)
                            .isTrue();
                }
                missed.addAll(expected);
                probe.close();
            }
            assertThat(missed).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"POLLING", "LONG_POLLING"})
    void aReaderThatDoesNotReadInTimeLosesNoMore(Technique technique) throws IOException {
        int count = 150;
        int lost = 120;
        String large = "large".repeat(13_000);
        try (PushServer server = start(new Handicap(0, 0, lost), 1);
                Observer observer = new Observer(server.address());
                Probe slow = Probe.open(Connection.narrow(server.address()), technique, ROOM, FROM_THE_START)) {
            for (long seq = 1; seq <= count; seq++) {
                observer.publish(ROOM, seq, large);
            }
            for (long seq = 1; seq <= count; seq++) {
                if (seq != lost) {
                    assertThat(slow.nextText().text()).isEqualTo(Observer.event(seq, large));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POLLING", "LONG_POLLING"})
    void whoPollsLosesNothing(Technique technique) throws IOException {
        try (PushServer server = start(new Handicap(0, 0, 1), 1);
                Observer observer = new Observer(server.address());
                Probe probe = open(server, technique)) {
            observer.publishAll(ROOM, 1, 3);

            assertThat(texts(probe, 3)).isEqualTo(events(1, 3));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.25, 0,  0, --handicap-cpu 0.25",
        "0,    64, 0, --handicap-header-bytes 64",
        "0,    0,  9, --handicap-lose 9",
        "10,   6,  1, --handicap-cpu 10.0 --handicap-header-bytes 6 --handicap-lose 1"
    })
    void aServerTellsItsHandicapWithItsAddressAndItsFigures(double cpu, int headerBytes, long lost, String told)
            throws IOException {
        try (PushServer server = start(new Handicap(cpu, headerBytes, lost), 1);
                Connection connection = Connection.to(server.address())) {
            assertThat(Json.fields(server.readyLine())).containsEntry("handicap", told);
            assertThat(Json.fields(connection.get("/stats").body())).containsEntry("handicap", told);
        }
    }

    @Test
    void aServerWithoutOneDoesNotMentionIt() throws IOException {
        try (PushServer server = start(Handicap.NONE, 1);
                Connection connection = Connection.to(server.address())) {
            assertThat(server.readyLine()).doesNotContain("handicap");
            assertThat(connection.get("/stats").body()).doesNotContain("handicap");
        }
        assertThat(Handicap.NONE.words()).isEmpty();
        assertThat(ServerOptions.DEFAULT.handicap()).isEqualTo(Handicap.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-0.1  | 0    | 0  | handicap cpu must be 0 to 10, not -0.1",
                "10.1  | 0    | 0  | handicap cpu must be 0 to 10, not 10.1",
                "NaN   | 0    | 0  | handicap cpu must be 0 to 10, not NaN",
                "0     | 5    | 0  | handicap header bytes must be 0, or 6 to 4096, not 5",
                "0     | 4097 | 0  | handicap header bytes must be 0, or 6 to 4096, not 4097",
                "0     | -1   | 0  | handicap header bytes must be 0, or 6 to 4096, not -1",
                "0     | 0    | -1 | handicap lose must be at least 0, not -1"
            })
    void whatCannotBeIsRefused(double cpu, int headerBytes, long lost, String message) {
        assertThatThrownBy(() -> new Handicap(cpu, headerBytes, lost))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void noDeliveryIsLostThroughAnApiThatIsNotOurs() {
        ServerOptions lossy = ServerOptions.DEFAULT.with(new Handicap(0, 0, 7));

        assertThatThrownBy(() -> lossy.with(new Apis(Apis.Api.UNDERTOW, Apis.Api.OWN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("handicap lose must be 0 with --ws-api undertow, not 7");
    }

    /** The head of an answer with an event, as it stands on the wire. */
    private static String head(Technique technique, Handicap handicap) throws IOException {
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT.with(handicap));
                Observer observer = new Observer(server.address());
                Connection user = Connection.to(server.address())) {
            observer.publishAll(ROOM, 1, 1);
            user.send(WebSocketClient.handshake(technique.pathPrefix() + ROOM + "?after=0"));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) user.octet());
            }
            return head.toString();
        }
    }

    private static Probe open(PushServer server, Technique technique) {
        return Probe.open(Connection.to(server.address()), technique, ROOM, FROM_THE_START);
    }

    private static List<String> texts(Probe probe, int count) {
        List<String> texts = new ArrayList<>();
        while (texts.size() < count) {
            texts.add(probe.nextText().text());
        }
        return texts;
    }

    private static List<String> events(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Observer::event).toList();
    }

    private static PushServer start(Handicap handicap, int ioThreads) throws IOException {
        Retention ample = new Retention(10_000, 64L * 1024 * 1024);
        return PushServer.start(
                new ServerOptions("127.0.0.1", 0, ioThreads, ample, 10, Duration.ofMinutes(1), GapPolicy.NOTICE)
                        .with(handicap));
    }
}
