package dev.pushbench.server;

import dev.pushbench.protocol.Technique;
import dev.pushbench.server.Apis.Api;

/** A way to read a room: a technique, through whose API the server pushes it, and whether over TLS. */
enum Offer {
    POLLING(Technique.POLLING, Api.OWN),
    LONG_POLLING(Technique.LONG_POLLING, Api.OWN),
    STREAMING(Technique.STREAMING, Api.OWN),
    SSE(Technique.SSE, Api.OWN),
    STOCK_SSE(Technique.SSE, Api.UNDERTOW),
    WEBSOCKET(Technique.WEBSOCKET, Api.OWN),
    STOCK_WEBSOCKET(Technique.WEBSOCKET, Api.UNDERTOW),
    SECURE_POLLING(Technique.POLLING, Api.OWN),
    SECURE_LONG_POLLING(Technique.LONG_POLLING, Api.OWN),
    SECURE_STREAMING(Technique.STREAMING, Api.OWN),
    SECURE_SSE(Technique.SSE, Api.OWN),
    SECURE_WEBSOCKET(Technique.WEBSOCKET, Api.OWN);

    private final Technique technique;
    private final Api api;

    Offer(Technique technique, Api api) {
        this.technique = technique;
        this.api = api;
    }

    Technique technique() {
        return technique;
    }

    /** Whether it is offered over TLS. */
    boolean isSecure() {
        return name().startsWith("SECURE_");
    }

    Apis apis() {
        return new Apis(technique == Technique.WEBSOCKET ? api : Api.OWN, technique == Technique.SSE ? api : Api.OWN);
    }
}
