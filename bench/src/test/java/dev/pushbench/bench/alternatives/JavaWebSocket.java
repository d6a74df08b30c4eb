package dev.pushbench.bench.alternatives;

import dev.pushbench.bench.alternatives.Attendance.User;
import dev.pushbench.protocol.Routes;
import dev.pushbench.protocol.Technique;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/** Java-WebSocket's own client: two threads for each user, and a third that watches the connection. */
final class JavaWebSocket implements Library {
    private final List<WebSocketClient> clients = new ArrayList<>();

    @Override
    public void connect(Gathering gathering, User user) {
        String target = Routes.read(Technique.WEBSOCKET, gathering.room(), 0);
        WebSocketClient client = new WebSocketClient(URI.create("ws://" + gathering.authority() + target)) {
            @Override
            public void onOpen(ServerHandshake handshake) {
                user.ready();
            }

            @Override
            public void onMessage(String text) {
                user.got(text);
            }

            @Override
            public void onClose(int code, String reason, boolean byServer) {
                if (byServer) {
                    user.failed("closed: " + code + " " + reason);
                }
            }

            @Override
            public void onError(Exception failure) {
                user.failed(failure.toString());
            }
        };
        client.setTcpNoDelay(true);
        clients.add(client);
        client.connect();
    }

    @Override
    public void close() {
        clients.forEach(WebSocketClient::close);
        try {
            for (WebSocketClient client : clients) {
                client.closeBlocking();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // they close by themselves
        }
    }
}
