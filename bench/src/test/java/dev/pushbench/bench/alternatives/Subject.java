package dev.pushbench.bench.alternatives;

import dev.pushbench.protocol.Technique;
import dev.pushbench.server.Apis;

/** What is measured: an engine with so many users, against a server that pushes through these APIs. */
record Subject(Engine engine, int users, Apis apis) {
    /** What it is held against: ours on both sides, with the same technique and users. */
    Subject own() {
        return new Subject(Engine.own(engine.technique()), users, Apis.OWN);
    }

    /** Whose API the server pushes through. */
    Apis.Api api() {
        return engine.technique() == Technique.SSE ? apis.sse() : apis.webSocket();
    }

    @Override
    public String toString() {
        return engine + ", " + users + " users, server " + api();
    }
}
