package dev.pushbench.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.server.Probe.Kind;
import dev.pushbench.server.Probe.Told;
import dev.pushbench.server.room.Retention;
import dev.pushbench.server.tls.TlsSetting;
import dev.pushbench.server.wire.GapPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What every technique promises alike: each event after the cursor, in order, once, or word of what is missing. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class ContractTest {
    private static final String ROOM = "room";
    private static final OptionalLong FROM_NOW = OptionalLong.empty();
    private static final OptionalLong FROM_THE_START = OptionalLong.of(0);
    private static final Retention AMPLE = new Retention(10_000, 64L * 1024 * 1024);
    private static final int LARGE = 65_000;
    private static final Map<Long, String> LARGE_DATA = new ConcurrentHashMap<>();

    @ParameterizedTest
    @EnumSource
    void everyEventComesInOrderOnceAndWithTheSameBytes(Offer offer) throws IOException {
        try (PushServer server = start(offer, AMPLE);
                Observer observer = new Observer(Connection.to(server));
                Probe probe = open(server, offer, FROM_THE_START)) {
            observer.publishAll(ROOM, 1, 100);
            assertThat(texts(probe, 100)).isEqualTo(events(1, 100));

            CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> observer.publishAll(ROOM, 101, 500));
            assertThat(texts(probe, 400)).isEqualTo(events(101, 500));
            publishing.join();
        }
    }

    @ParameterizedTest
    @EnumSource
    void concurrentPublishersLoseNothing(Offer offer) throws IOException {
        long publishers = 4;
        long each = 100;
        try (PushServer server = start(offer, AMPLE, 2);
                Probe probe = open(server, offer, FROM_THE_START)) {
            List<CompletableFuture<Void>> publishing = LongStream.range(0, publishers)
                    .mapToObj(publisher -> CompletableFuture.runAsync(() -> publish(server, publisher, each)))
                    .toList();

            Set<String> data = new HashSet<>();
            for (long seq = 1; seq <= publishers * each; seq++) {
                String text = probe.nextText().text();
                assertThat(text).startsWith(String.format("{\"seq\":\"%019d\"", seq));
                data.add(Json.fields(text).getOrDefault("data", "none"));
            }
            assertThat(data).hasSize(Math.toIntExact(publishers * each));
            publishing.forEach(CompletableFuture::join);
        }
    }

    private static void publish(PushServer server, long publisher, long count) {
        try (Connection connection = Connection.to(server)) {
            for (int i = 0; i < count; i++) {
                String body = "{\"data\":\"" + publisher + "-" + i + "\"}";
                assertThat(connection.post("/publish/" + ROOM, body).status()).isEqualTo(201);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyReadersOfOneRoomAllReadTheSame(Offer offer) throws IOException {
        try (PushServer server = start(offer, AMPLE, 2);
                Observer observer = new Observer(Connection.to(server))) {
            List<Probe> probes = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                probes.add(open(server, offer, FROM_NOW));
            }
            observer.publishAll(ROOM, 1, 5);
            for (Probe probe : probes) {
                assertThat(texts(probe, 5)).isEqualTo(events(1, 5));
                probe.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void roomsAreApart(Offer offer) throws IOException {
        try (PushServer server = start(offer, AMPLE);
                Observer observer = new Observer(Connection.to(server));
                Probe probe = open(server, offer, FROM_THE_START)) {
            observer.publishAll("another", 1, 3);
            observer.publish(ROOM, 1, "mine");
            assertThat(texts(probe, 1)).containsExactly(Observer.event(1, "mine"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void readingResumesAfterTheCursor(Offer offer) throws IOException {
        try (PushServer server = start(offer, AMPLE);
                Observer observer = new Observer(Connection.to(server))) {
            observer.publishAll(ROOM, 1, 20);
            try (Probe probe = open(server, offer, OptionalLong.of(7))) {
                assertThat(texts(probe, 13)).isEqualTo(events(8, 20));
                observer.publishAll(ROOM, 21, 21);
                assertThat(texts(probe, 1)).isEqualTo(events(21, 21));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutACursorReadingStartsFromNow(Offer offer) throws IOException {
        try (PushServer server = start(offer, AMPLE);
                Observer observer = new Observer(Connection.to(server))) {
            observer.publishAll(ROOM, 1, 20);
            try (Probe probe = open(server, offer, FROM_NOW)) {
                observer.publishAll(ROOM, 21, 23);
                assertThat(texts(probe, 3)).isEqualTo(events(21, 23));
            }
        }
    }

    @Test
    void aLongPollFromNowIsAnsweredWithTheNextEventAndItsCursor() throws IOException {
        try (PushServer server = start(AMPLE);
                Observer observer = new Observer(Connection.to(server));
                Connection user = Connection.to(server)) {
            observer.publishAll(ROOM, 1, 4);
            user.sendGet("/long-poll/" + ROOM);
            observer.settle();
            observer.publishAll(ROOM, 5, 5);

            Answer answer = user.answer();
            assertThat(answer.body()).isEqualTo(Observer.event(5) + "\n");
            assertThat(answer.header("pushbench-cursor")).isEqualTo("4");
        }
    }

    @Test
    void lastEventIdResumesAndWinsOverTheQuery() throws IOException {
        try (PushServer server = start(AMPLE);
                Observer observer = new Observer(Connection.to(server));
                Connection user = Connection.to(server)) {
            observer.publishAll(ROOM, 1, 9);
            user.sendGet("/sse/" + ROOM + "?after=2", "Last-Event-ID: 8");
            assertThat(user.head().status()).isEqualTo(200);
            assertThat(new String(user.chunk(), UTF_8)).isEqualTo("id: 9\ndata: " + Observer.event(9) + "\n\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCursorThatFellOutOfRetentionIsToldTheGapAndGoesOn(Offer offer) throws IOException {
        try (PushServer server = start(offer, new Retention(10, 1 << 20));
                Observer observer = new Observer(Connection.to(server))) {
            observer.publishAll(ROOM, 1, 25);
            try (Probe probe = open(server, offer, OptionalLong.of(3))) {
                assertThat(probe.nextText()).isEqualTo(new Told(Kind.GAP, Observer.gap(16, 12)));
                assertThat(texts(probe, 10)).isEqualTo(events(16, 25));
                observer.publishAll(ROOM, 26, 27);
                assertThat(texts(probe, 2)).isEqualTo(events(26, 27));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOldestRetainedEventIsReadWithoutAGap(Offer offer) throws IOException {
        try (PushServer server = start(offer, new Retention(10, 1 << 20));
                Observer observer = new Observer(Connection.to(server))) {
            observer.publishAll(ROOM, 1, 25);
            try (Probe probe = open(server, offer, OptionalLong.of(15))) {
                assertThat(texts(probe, 10)).isEqualTo(events(16, 25));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"POLLING", "LONG_POLLING", "SECURE_POLLING", "SECURE_LONG_POLLING"})
    void byPolicyAnOpenConnectionThatFellOutOfRetentionIsClosed(Offer offer) throws IOException {
        try (PushServer server = start(offer, options(new Retention(10, 1 << 20), 1, 60_000, GapPolicy.DISCONNECT));
                Observer observer = new Observer(Connection.to(server))) {
            observer.publishAll(ROOM, 1, 25);
            long others = observer.stat("connections_open");
            try (Connection user = Connection.to(server)) {
                user.send(WebSocketClient.handshake(offer.technique().pathPrefix() + ROOM + "?after=3"));
                assertThat(user.rest()).doesNotContain("seq", "gap");
            }
            Eventually.holds("the connection is closed", () -> observer.stat("connections_open") == others);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"POLLING", "LONG_POLLING", "SECURE_POLLING", "SECURE_LONG_POLLING"})
    void aQuietConnectionIsShownToBeAlive(Offer offer) throws IOException {
        try (PushServer server = start(offer, options(AMPLE, 1, 10, GapPolicy.NOTICE));
                Observer observer = new Observer(Connection.to(server));
                Probe probe = open(server, offer, FROM_NOW)) {
            assertThat(probe.next()).isEqualTo(Told.HEARTBEAT);
            assertThat(probe.next()).isEqualTo(Told.HEARTBEAT);
            observer.publishAll(ROOM, 1, 1);
            assertThat(texts(probe, 1)).isEqualTo(events(1, 1));
            assertThat(probe.next()).isEqualTo(Told.HEARTBEAT);
        }
    }

    @Test
    void aLongPollIsAnsweredWithNothingAtTheEndOfItsWait() throws IOException {
        try (PushServer server = start(AMPLE);
                Connection user = Connection.to(server)) {
            for (String wait : List.of("0", "1", "30")) {
                Answer answer = user.get("/long-poll/" + ROOM + "?wait=" + wait);
                assertThat(answer.status()).isEqualTo(204);
                assertThat(answer.header("pushbench-cursor")).isEqualTo("0");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_NONE, names = "SECURE_(POLLING|LONG_POLLING|SSE)") // megabytes of ciphers
    void aReaderThatDoesNotReadHoldsUpNobodyAndLosesNothingWithinRetention(Offer offer) throws IOException {
        int count = 100;
        try (PushServer server = start(offer, AMPLE);
                Observer observer = new Observer(Connection.to(server));
                Probe slow = Probe.open(Connection.narrow(server), offer.technique(), ROOM, FROM_THE_START);
                Probe other = open(server, offer, FROM_THE_START)) {
            for (long seq = 1; seq <= count; seq++) {
                observer.publish(ROOM, seq, large(seq));
                assertThat(other.nextText().text()).isEqualTo(Observer.event(seq, large(seq)));
            }
            slow.ask();
            observer.publish(ROOM, count + 1, "last");
            assertThat(other.nextText().text()).isEqualTo(Observer.event(count + 1, "last"));
            for (long seq = 1; seq <= count; seq++) {
                assertThat(slow.nextText().text()).isEqualTo(Observer.event(seq, large(seq)));
            }
            assertThat(slow.nextText().text()).isEqualTo(Observer.event(count + 1, "last"));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_NONE, names = "SECURE_(POLLING|LONG_POLLING|SSE)") // megabytes of ciphers
    void aReaderThatDoesNotReadIsToldWhatItMissed(Offer offer) throws IOException {
        int count = 150;
        try (PushServer server = start(offer, options(new Retention(20, 64L * 1024 * 1024), 1, 10, GapPolicy.NOTICE));
                Observer observer = new Observer(Connection.to(server));
                Probe slow = Probe.open(Connection.narrow(server), offer.technique(), ROOM, FROM_THE_START)) {
            for (long seq = 1; seq <= count; seq++) {
                observer.publish(ROOM, seq, large(seq));
            }
            long gaps = 0;
            long cursor = 0;
            while (cursor < count) {
                Told told = slow.nextText();
                if (told.kind() == Kind.EVENT) {
                    cursor++;
                    assertThat(told.text()).isEqualTo(Observer.event(cursor, large(cursor)));
                } else {
                    long first = Long.parseLong(told.text().substring(8, 27));
                    assertThat(told.text()).isEqualTo(Observer.gap(first, first - cursor - 1));
                    cursor = first - 1;
                    gaps++;
                }
            }
            assertThat(gaps).as("gaps").isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"POLLING", "LONG_POLLING", "SECURE_POLLING", "SECURE_LONG_POLLING"})
    void byPolicyAReaderThatDoesNotReadIsCutOffBehindWhatItHasRead(Offer offer) throws IOException {
        int count = 150;
        try (PushServer server =
                        start(offer, options(new Retention(20, 64L * 1024 * 1024), 1, 60_000, GapPolicy.DISCONNECT));
                Observer observer = new Observer(Connection.to(server));
                Probe slow = Probe.open(Connection.narrow(server), offer.technique(), ROOM, FROM_THE_START)) {
            for (long seq = 1; seq <= count; seq++) {
                observer.publish(ROOM, seq, large(seq));
            }
            List<String> read = new ArrayList<>();
            assertThatThrownBy(() -> {
                        while (true) {
                            read.add(slow.nextText().text());
                        }
                    })
                    .hasCauseInstanceOf(IOException.class);
            assertThat(read).hasSizeBetween(1, count - 20);
            for (int i = 0; i < read.size(); i++) {
                assertThat(read.get(i)).isEqualTo(Observer.event(i + 1, large(i + 1)));
            }
        }
    }

    /** As large as an event may be, and different at every place, so that a write resumed at the wrong byte shows. */
    private static String large(long seq) {
        return LARGE_DATA.computeIfAbsent(seq, ContractTest::newLarge);
    }

    private static String newLarge(long seq) {
        StringBuilder data = new StringBuilder(LARGE);
        for (int i = 0; data.length() < LARGE; i++) {
            data.append(seq).append('.').append(i).append(' ');
        }
        data.setLength(LARGE);
        return data.toString();
    }

    @ParameterizedTest
    @EnumSource
    void aUserWhoHangsUpIsNoticedWithoutAnyEvent(Offer offer) throws IOException {
        aUserWhoGoesIsNoticed(offer, Connection::close);
    }

    @ParameterizedTest
    @EnumSource
    void aUserWhoseConnectionIsResetIsNoticedWithoutAnyEvent(Offer offer) throws IOException {
        aUserWhoGoesIsNoticed(offer, Connection::reset);
    }

    private static void aUserWhoGoesIsNoticed(Offer offer, Consumer<Connection> go) throws IOException {
        try (PushServer server = start(offer, AMPLE);
                Observer observer = new Observer(Connection.to(server))) {
            long others = observer.stat("connections_open");
            List<Probe> probes = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                Probe probe = open(server, offer, FROM_NOW);
                if (offer == Offer.LONG_POLLING) {
                    probe.ask();
                }
                probes.add(probe);
            }
            observer.settle();
            assertThat(observer.stat("connections_open")).isEqualTo(others + 10);

            probes.forEach(probe -> go.accept(probe.connection));
            Eventually.holds("all have gone", () -> observer.stat("connections_open") == others);
            observer.publishAll(ROOM, 1, 3);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"POLLING", "LONG_POLLING", "SECURE_POLLING", "SECURE_LONG_POLLING"})
    void aServerThatClosesTakesLeaveOfItsReaders(Offer offer) throws IOException {
        PushServer server = start(offer, AMPLE);
        try (server;
                Observer observer = new Observer(Connection.to(server));
                Probe probe = open(server, offer, FROM_NOW)) {
            observer.publishAll(ROOM, 1, 3);
            server.close();
            assertThat(texts(probe, 3)).isEqualTo(events(1, 3));
            assertThat(probe.next()).isEqualTo(Told.END);
            assertThat(probe.connection.isAtEnd()).isTrue();
            assertThatThrownBy(() -> Connection.to(server)).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void aServerThatClosesAnswersParkedPolls() throws IOException {
        PushServer server = start(AMPLE);
        try (server;
                Observer observer = new Observer(Connection.to(server))) {
            List<Connection> parked = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                Connection user = Connection.to(server);
                user.sendGet("/poll/" + ROOM);
                assertThat(user.answer().status()).isEqualTo(204);
                user.sendGet("/long-poll/" + ROOM);
                parked.add(user);
            }
            observer.settle();
            server.close();
            for (Connection user : parked) {
                Answer answer = user.answer();
                assertThat(answer.status()).isEqualTo(204);
                assertThat(answer.header("connection"))
                        .as("that it need not ask again")
                        .isEqualTo("close");
                assertThat(user.isAtEnd()).isTrue();
                user.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_NONE, names = "SECURE_(POLLING|LONG_POLLING|SSE)") // megabytes of ciphers
    void aReaderThatDoesNotReadCannotKeepAServerFromClosing(Offer offer) throws IOException {
        PushServer server = start(offer, AMPLE);
        try (server;
                Observer observer = new Observer(Connection.to(server));
                Probe slow = Probe.open(Connection.narrow(server), offer.technique(), ROOM, FROM_THE_START)) {
            for (long seq = 1; seq <= 100; seq++) {
                observer.publish(ROOM, seq, large(seq));
            }
            slow.ask();
            server.close();
            assertThatThrownBy(() -> Connection.to(server)).isInstanceOf(UncheckedIOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReaderThatAsksIsToldWhichLogItReadsAndFromWhere(Offer offer) throws IOException {
        try (PushServer server = start(offer, AMPLE);
                Observer observer = new Observer(Connection.to(server))) {
            observer.publishAll(ROOM, 1, 9);
            try (Probe probe = openInLog(server, offer, 7, "", logOf(server))) {
                assertThat(probe.nextText()).isEqualTo(logNotice(server, 7));
                assertThat(texts(probe, 2)).isEqualTo(events(8, 9));
                observer.publishAll(ROOM, 10, 11);
                assertThat(texts(probe, 2)).isEqualTo(events(10, 11));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReaderThatComesBackToTheSameLogResumesWithoutAWord(Offer offer) throws IOException {
        try (PushServer server = start(offer, AMPLE);
                Observer observer = new Observer(Connection.to(server))) {
            observer.publishAll(ROOM, 1, 9);
            try (Probe probe = openInLog(server, offer, 4, logOf(server), logOf(server))) {
                assertThat(texts(probe, 5)).isEqualTo(events(5, 9));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCursorOfAnotherLogIsToldSoAndReadsAllThatThisOneKeeps(Offer offer) throws IOException {
        String formerLog;
        try (PushServer former = start(offer, AMPLE)) {
            formerLog = logOf(former);
        }
        try (PushServer server = start(offer, new Retention(10, 1 << 20));
                Observer observer = new Observer(Connection.to(server))) {
            assertThat(logOf(server)).isNotEqualTo(formerLog);
            try (Probe early = openInLog(server, offer, 20, formerLog, logOf(server))) {
                assertThat(early.nextText()).isEqualTo(logNotice(server, 0));
                observer.publishAll(ROOM, 1, 5);
                assertThat(texts(early, 5)).isEqualTo(events(1, 5));
            }
            try (Probe probe = openInLog(server, offer, 3, formerLog, logOf(server))) {
                assertThat(probe.nextText()).isEqualTo(logNotice(server, 0));
                assertThat(texts(probe, 5)).isEqualTo(events(1, 5));
            }
            observer.publishAll(ROOM, 6, 25);
            try (Probe late = openInLog(server, offer, 20, formerLog, logOf(server))) {
                assertThat(late.nextText()).isEqualTo(logNotice(server, 0));
                assertThat(late.nextText()).isEqualTo(new Told(Kind.GAP, Observer.gap(16, 15)));
                assertThat(texts(late, 10)).isEqualTo(events(16, 25));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SSE", "STOCK_SSE"})
    void anEventSourceComesBackAfterARestartWithoutKnowingOfLogs(Offer offer) throws IOException {
        try (PushServer server = start(offer, AMPLE);
                Observer observer = new Observer(Connection.to(server));
                Connection user = Connection.to(server)) {
            observer.publishAll(ROOM, 1, 2);
            user.sendGet("/sse/" + ROOM, "Last-Event-ID: 300");
            assertThat(user.head().status()).isEqualTo(200);
            String notice = logNotice(server, 0).text();
            String event = Observer.event(1);
            if (offer == Offer.SSE) {
                assertThat(new String(user.chunk(), UTF_8)).isEqualTo("event: log\nid: 0\ndata: " + notice + "\n\n");
                assertThat(new String(user.chunk(), UTF_8)).isEqualTo("id: 1\ndata: " + event + "\n\n");
            } else {
                assertThat(user.plainLine()).contains("id:0");
            }
        }
    }

    @Test
    void anEventSourceThatAskedOnceSendsTheLogBackWithItsLastId() throws IOException {
        try (PushServer server = start(AMPLE);
                Observer observer = new Observer(Connection.to(server));
                Connection same = Connection.to(server);
                Connection former = Connection.to(server)) {
            observer.publishAll(ROOM, 1, 9);
            String log = logOf(server);
            same.sendGet("/sse/" + ROOM + "?log=", "Last-Event-ID: 8-" + log);
            assertThat(same.head().status()).isEqualTo(200);
            assertThat(new String(same.chunk(), UTF_8))
                    .isEqualTo("id: 9-" + log + "\ndata: " + Observer.event(9) + "\n\n");

            former.sendGet("/sse/" + ROOM + "?log=", "Last-Event-ID: 8-abcd0123");
            assertThat(former.head().status()).isEqualTo(200);
            assertThat(new String(former.chunk(), UTF_8))
                    .isEqualTo("event: log\nid: 0-" + log + "\ndata: "
                            + logNotice(server, 0).text() + "\n\n");
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"POLLING", "LONG_POLLING", "SECURE_POLLING", "SECURE_LONG_POLLING"})
    void whoPushesFromNowSaysWhereThatIs(Offer offer) throws IOException {
        try (PushServer server = start(offer, AMPLE);
                Observer observer = new Observer(Connection.to(server));
                Connection user = Connection.to(server)) {
            observer.publishAll(ROOM, 1, 4);
            user.send(WebSocketClient.handshake(offer.technique().pathPrefix() + ROOM));
            assertThat(user.head().header("pushbench-cursor")).isEqualTo("4");
        }
    }

    private static Probe openInLog(PushServer server, Offer offer, long after, String log, String ours) {
        return Probe.open(Connection.to(server), offer.technique(), ROOM, after, log, ours);
    }

    /** The id of the server's logs, as it tells it. */
    private static String logOf(PushServer server) {
        try (Connection user = Connection.to(server)) {
            String body = user.get("/poll/" + ROOM + "?after=0&log=").body();
            assertThat(body).startsWith("{\"log\":\"");
            return body.substring(8, 16);
        }
    }

    private static Told logNotice(PushServer server, long after) {
        return new Told(Kind.LOG, String.format("{\"log\":\"%s\",\"after\":\"%019d\"}", logOf(server), after));
    }

    @Test
    void aServerCanBeClosedTwice() throws IOException {
        PushServer server = start(AMPLE);
        try (server) {
            server.close();
        }
    }

    private static Probe open(PushServer server, Offer offer, OptionalLong after) {
        return Probe.open(Connection.to(server), offer.technique(), ROOM, after);
    }

    private static List<String> texts(Probe probe, int count) {
        return IntStream.range(0, count).mapToObj(i -> probe.nextText().text()).toList();
    }

    private static List<String> events(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Observer::event).toList();
    }

    private static PushServer start(Retention retention) throws IOException {
        return PushServer.start(options(retention, 1, 60_000, GapPolicy.NOTICE));
    }

    private static PushServer start(Offer offer, Retention retention) throws IOException {
        return start(offer, retention, 1);
    }

    private static PushServer start(Offer offer, Retention retention, int ioThreads) throws IOException {
        return start(offer, options(retention, ioThreads, 60_000, GapPolicy.NOTICE));
    }

    private static PushServer start(Offer offer, ServerOptions options) throws IOException {
        ServerOptions asked = options.with(offer.apis());
        return PushServer.start(offer.isSecure() ? asked.with(TlsSetting.DEFAULT) : asked);
    }

    private static ServerOptions options(
            Retention retention, int ioThreads, long heartbeatMillis, GapPolicy gapPolicy) {
        return new ServerOptions(
                "127.0.0.1", 0, ioThreads, retention, 100, Duration.ofMillis(heartbeatMillis), gapPolicy);
    }
}
