package dev.pushbench.bench.alternatives;

import dev.pushbench.bench.alternatives.Attendance.User;
import dev.pushbench.protocol.Routes;
import dev.pushbench.protocol.Technique;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The JDK's HttpClient, one for all users, with a WebSocket each. */
final class JdkWebSocket implements Library {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Queue<WebSocket> webSockets = new ConcurrentLinkedQueue<>();

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a failure is told to the user
    public void connect(Gathering gathering, User user) {
        String target = Routes.read(Technique.WEBSOCKET, gathering.room(), 0);
        client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + gathering.authority() + target), new Listener(user))
                .whenComplete((opened, failure) -> {
                    if (failure != null) {
                        user.failed(failure.toString());
                    } else {
                        webSockets.add(opened);
                    }
                });
    }

    private static final class Listener implements WebSocket.Listener {
        private final User user;
        private final StringBuilder begun = new StringBuilder();

        Listener(User user) {
            this.user = user;
        }

        @Override
        public void onOpen(WebSocket webSocket) {
            user.ready();
            webSocket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean isLast) {
            if (!isLast) {
                begun.append(part);
            } else if (begun.isEmpty()) {
                user.got(part);
            } else {
                user.got(begun.append(part));
                begun.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable failure) {
            user.failed(failure.toString());
        }
    }

    /** The client itself has no way to be closed on 17: it ends when nobody refers to it. */
    @Override
    public void close() {
        webSockets.forEach(WebSocket::abort);
    }
}
