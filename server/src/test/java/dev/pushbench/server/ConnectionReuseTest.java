package dev.pushbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Many requests on one connection: one after another, or before the answer to the one before. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class ConnectionReuseTest {
    private static final String POLL = "/poll/room?after=";
    private static final String LONG_POLL = "/long-poll/room?after=";

    private final PushServer server;
    private final Observer observer;
    private final Connection user;

    ConnectionReuseTest() throws IOException {
        server = PushServer.start(ServerOptions.DEFAULT);
        observer = new Observer(server.address());
        user = Connection.to(server.address());
    }

    @AfterEach
    void close() {
        user.close();
        observer.close();
        server.close();
    }

    @Test
    void manyPollsOfBothKindsShareAConnection() {
        long accepted = observer.stat("connections_accepted");
        for (int seq = 1; seq <= 50; seq++) {
            assertThat(user.get(POLL + (seq - 1)).status()).isEqualTo(204);
            user.sendGet(LONG_POLL + (seq - 1));
            observer.publishAll("room", seq, seq);
            assertThat(user.answer().body()).isEqualTo(Observer.event(seq) + "\n");
            assertThat(user.get(POLL + (seq - 1)).body()).isEqualTo(Observer.event(seq) + "\n");
            assertThat(user.get(LONG_POLL + seq + "&wait=1").status()).isEqualTo(204);
        }
        assertThat(observer.stat("connections_accepted")).isEqualTo(Math.max(accepted, 2));
    }

    @Test
    void aConnectionServesOnAfterAParkedPoll() {
        user.sendGet(LONG_POLL + 0);
        observer.settle();
        observer.publishAll("room", 1, 1);
        assertThat(user.answer().status()).isEqualTo(200);
        assertThat(user.get("/healthz").status()).isEqualTo(200);
        assertThat(user.post("/publish/room", "{\"data\":\"mine\"}").status()).isEqualTo(201);
    }

    @Test
    void requestsInOnePacketAreAnsweredInTheirOrder() {
        observer.publishAll("room", 1, 2);
        user.send(get(POLL + 1) + get(POLL + 2) + get("/healthz") + get(LONG_POLL + 0));
        assertThat(user.answer().body()).isEqualTo(Observer.event(2) + "\n");
        assertThat(user.answer().status()).isEqualTo(204);
        assertThat(user.answer().body()).contains("up");
        assertThat(user.answer().body()).isEqualTo(Observer.event(1) + "\n" + Observer.event(2) + "\n");
    }

    @Test
    void aRequestInOnePacketWithAPollThatParksIsAnsweredAfterIt() {
        user.send(get(LONG_POLL + 0) + get("/healthz"));
        observer.settle();
        observer.publishAll("room", 1, 1);
        assertThat(user.answer().body()).isEqualTo(Observer.event(1) + "\n");
        assertThat(user.answer().body()).contains("up");
        assertThat(user.get(POLL + 1).status()).isEqualTo(204);
    }

    @Test
    void requestsSentBehindAParkedPollAreAnsweredAfterIt() {
        user.sendGet(LONG_POLL + 0);
        observer.settle();
        user.send(get("/healthz") + get(POLL + 0));
        observer.settle();
        user.sendGet(LONG_POLL + 1 + "&wait=1");
        observer.publishAll("room", 1, 1);
        assertThat(user.answer().body()).isEqualTo(Observer.event(1) + "\n");
        assertThat(user.answer().body()).contains("up");
        assertThat(user.answer().body()).isEqualTo(Observer.event(1) + "\n");
        assertThat(user.answer().status()).isEqualTo(204);
        assertThat(user.get(POLL + 1).status()).isEqualTo(204);
    }

    @Test
    void aRequestInPiecesBehindAParkedPollIsPutTogether() {
        user.sendGet(LONG_POLL + 0);
        observer.settle();
        String behind = get("/healthz");
        user.send(behind.substring(0, 20));
        observer.settle();
        observer.publishAll("room", 1, 1);
        assertThat(user.answer().body()).isEqualTo(Observer.event(1) + "\n");
        user.send(behind.substring(20));
        assertThat(user.answer().body()).contains("up");
    }

    @Test
    void aReadingRequestWithABodyIsRefusedBeforeItsBodyIsTakenForARequest() {
        String smuggled = get("/healthz");
        user.sendGet(LONG_POLL + 0 + "&wait=100", "Content-Length: " + smuggled.length());
        observer.settle();
        user.send(smuggled);
        user.answer().isRefusal(400);
        assertThat(user.isAtEnd()).isTrue();
    }

    private static String get(String target) {
        return Connection.request("GET", target);
    }
}
