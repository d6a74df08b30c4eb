package dev.pushbench.bench;

import dev.pushbench.bench.result.WireAgreement;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.server.PushServer;

/** Compares what users and a server in this JVM counted, as often as a trial asks, and remembers how it was the last time. */
final class ComparedBytes implements Load.Observer {
    private final PushServer server;
    private WireAgreement wire = new WireAgreement(0, 1, 0, 0);

    ComparedBytes(PushServer server) {
        this.server = server;
    }

    @Override
    public void progress(Load.Progress progress) {}

    @Override
    public boolean agrees(Traffic users, LoadResult.Published published) {
        wire = WireAgreement.of(users, published, server.figures());
        return wire.holds();
    }

    /** How both sides' bytes and events compare; they do not where nobody asked. */
    WireAgreement wire() {
        return wire;
    }
}
