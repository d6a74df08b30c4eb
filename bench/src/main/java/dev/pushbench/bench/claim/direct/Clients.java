package dev.pushbench.bench.claim.direct;

import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadSession;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/** WebSocket clients of three makers; each says whether a server's handshake was good enough for it. */
enum Clients {
    LOAD_GENERATOR("our load generator") {
        @Override
        boolean connects(InetSocketAddress server) {
            try (LoadSession session = LoadSession.open(plan(server), progress -> {})) {
                session.connect();
                return session.failure().isEmpty();
            }
        }
    },
    JAVA_WEBSOCKET("Java-WebSocket") {
        @Override
        boolean connects(InetSocketAddress server) throws InterruptedException {
            WebSocketClient client = new Silent(uri(server));
            try {
                return client.connectBlocking(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                client.closeConnection(1000, ""); // without a closing handshake: nobody answers it
            }
        }
    },
    JDK("the JDK's HttpClient") {
        @Override
        boolean connects(InetSocketAddress server) throws InterruptedException {
            try {
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(uri(server), new WebSocket.Listener() {})
                        .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                        .abort();
                return true;
            } catch (ExecutionException | TimeoutException refused) {
                return false;
            }
        }
    };

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int EVENT_BYTES = 128;

    private final String words;

    Clients(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Whether it takes the connection for a WebSocket. */
    abstract boolean connects(InetSocketAddress server) throws InterruptedException;

    private static URI uri(InetSocketAddress server) {
        return URI.create("ws://" + server.getAddress().getHostAddress() + ":" + server.getPort() + "/ws/claims");
    }

    private static LoadPlan plan(InetSocketAddress server) {
        return new LoadPlan(
                Technique.WEBSOCKET,
                server,
                new RoomName("claims"),
                1,
                new LoadPlan.Publishing(1, EVENT_BYTES),
                new LoadPlan.Reading(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                LoadPlan.Requests.MINIMAL,
                new LoadPlan.Timing(LONGEST, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO));
    }

    /** Of whom nothing is asked but the handshake. */
    private static final class Silent extends WebSocketClient {
        Silent(URI server) {
            super(server);
        }

        @Override
        public void onOpen(ServerHandshake handshake) {}

        @Override
        public void onMessage(String message) {}

        @Override
        public void onClose(int code, String reason, boolean byServer) {}

        @Override
        public void onError(Exception failure) {}
    }
}
