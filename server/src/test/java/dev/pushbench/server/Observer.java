package dev.pushbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Map;

/** A connection of the test's own, on which it publishes and looks at the server's figures. */
final class Observer implements AutoCloseable {
    private final Connection connection;

    Observer(InetSocketAddress address) {
        this(Connection.to(address));
    }

    Observer(Connection connection) {
        this.connection = connection;
    }

    /** Publishes, due at an instant that the sequence number gives; the answer must name {@code seq}. */
    void publish(String room, long seq, String data) {
        Answer answer = connection.post("/publish/" + room, "{\"due\":\"" + due(seq) + "\",\"data\":\"" + data + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"seq\":\"" + seq + "\"}\n");
    }

    /** Publishes the events {@code from} to {@code to}, which must be the room's next. */
    void publishAll(String room, long from, long to) {
        for (long seq = from; seq <= to; seq++) {
            publish(room, seq, "data-" + seq);
        }
    }

    /** The text that the server must make of what {@link #publish} sent. */
    static String event(long seq, String data) {
        return String.format("{\"seq\":\"%019d\",\"due\":\"%019d\",\"data\":\"%s\"}", seq, due(seq), data);
    }

    static String event(long seq) {
        return event(seq, "data-" + seq);
    }

    static String gap(long firstRetained, long missed) {
        return String.format("{\"gap\":\"%019d\",\"missed\":\"%019d\"}", firstRetained, missed);
    }

    private static long due(long seq) {
        return 1_000_000_007L * seq;
    }

    long stat(String name) {
        return Long.parseLong(stats().get(name));
    }

    /** How often something was made or changed so far. */
    String changes() {
        Map<String, String> stats = stats();
        return stats.get("rooms") + " rooms, " + stats.get("events") + " events";
    }

    /**
     * Returns when the server, which has one IO thread, has seen all that was sent to it before: the first answer may come
     * out of the same look at the sockets, the second not.
     */
    void settle() {
        for (int i = 0; i < 2; i++) {
            assertThat(connection.get("/healthz").status()).isEqualTo(200);
        }
    }

    Connection connection() {
        return connection;
    }

    private Map<String, String> stats() {
        return Json.fields(connection.get("/stats").body());
    }

    @Override
    public void close() {
        connection.close();
    }
}
