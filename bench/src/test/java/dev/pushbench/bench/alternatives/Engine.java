package dev.pushbench.bench.alternatives;

import dev.pushbench.protocol.Technique;
import java.util.Arrays;
import java.util.Locale;

/** What can play users, by the technique that it reads with. */
enum Engine {
    OWN_WEBSOCKET(Technique.WEBSOCKET),
    NETTY_WEBSOCKET(Technique.WEBSOCKET),
    JDK_WEBSOCKET(Technique.WEBSOCKET),
    JAVA_WEBSOCKET(Technique.WEBSOCKET),
    OWN_STREAMING(Technique.STREAMING),
    JDK_STREAMING(Technique.STREAMING),
    OWN_SSE(Technique.SSE);

    private final Technique technique;

    Engine(Technique technique) {
        this.technique = technique;
    }

    Technique technique() {
        return technique;
    }

    Crowd crowd(Gathering gathering) {
        return switch (this) {
            case OWN_WEBSOCKET, OWN_STREAMING, OWN_SSE -> new OwnCrowd(gathering, technique);
            case NETTY_WEBSOCKET -> new WatchedCrowd(gathering, new NettyWebSocket());
            case JDK_WEBSOCKET -> new WatchedCrowd(gathering, new JdkWebSocket());
            case JAVA_WEBSOCKET -> new WatchedCrowd(gathering, new JavaWebSocket());
            case JDK_STREAMING -> new WatchedCrowd(gathering, new JdkStreaming());
        };
    }

    boolean isOwn() {
        return this == own(technique);
    }

    /** Ours for the same technique. */
    static Engine own(Technique technique) {
        return Arrays.stream(values())
                .filter(engine -> engine.technique == technique)
                .findFirst()
                .orElseThrow();
    }

    /** Whether it has threads for each user, so that there is a limit to users long before there is one to sockets. */
    boolean hasThreadsPerUser() {
        return this == JAVA_WEBSOCKET;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
