package dev.pushbench.server;

import dev.pushbench.protocol.Technique;
import dev.pushbench.server.Apis.Api;

/** A way to read a room: a technique, and through whose API the server pushes it. */
enum Offer {
    POLLING(Technique.POLLING, Api.OWN),
    LONG_POLLING(Technique.LONG_POLLING, Api.OWN),
    STREAMING(Technique.STREAMING, Api.OWN),
    SSE(Technique.SSE, Api.OWN),
    STOCK_SSE(Technique.SSE, Api.UNDERTOW),
    WEBSOCKET(Technique.WEBSOCKET, Api.OWN),
    STOCK_WEBSOCKET(Technique.WEBSOCKET, Api.UNDERTOW);

    private final Technique technique;
    private final Api api;

    Offer(Technique technique, Api api) {
        this.technique = technique;
        this.api = api;
    }

    Technique technique() {
        return technique;
    }

    Apis apis() {
        return new Apis(technique == Technique.WEBSOCKET ? api : Api.OWN, technique == Technique.SSE ? api : Api.OWN);
    }
}
