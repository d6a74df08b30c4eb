package dev.pushbench.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Through whose API events are pushed, where there is a choice: the rooms, cursors and promises are the same, and what differs is what
 * the API costs.
 */
public record Apis(Api webSocket, Api sse) {
    /** Ours for both. */
    public static final Apis OWN = new Apis(Api.OWN, Api.OWN);

    public static final String WEBSOCKET_OPTION = "--ws-api";
    public static final String SSE_OPTION = "--sse-api";

    /** Whose code stands between the log and the socket. */
    public enum Api {
        /** Shared bytes, made once per event and gathered from the cursor. */
        OWN,
        /** What Undertow offers everyone: {@code WebSockets} and {@code ServerSentEventHandler}. */
        UNDERTOW;

        /** The one of that name, in any case. */
        public static Optional<Api> named(String name) {
            return Arrays.stream(values())
                    .filter(api -> api.name().equalsIgnoreCase(name))
                    .findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The words of a command line that ask for it; none where both are ours. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        if (webSocket != Api.OWN) {
            words.addAll(List.of(WEBSOCKET_OPTION, webSocket.toString()));
        }
        if (sse != Api.OWN) {
            words.addAll(List.of(SSE_OPTION, sse.toString()));
        }
        return words;
    }

    /** What to say of it wherever figures are told; empty where both are ours. */
    public Optional<String> notice() {
        return Optional.of(String.join(" ", words())).filter(words -> !words.isEmpty());
    }
}
