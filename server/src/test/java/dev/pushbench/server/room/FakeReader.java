package dev.pushbench.server.room;

/** Counts its calls, and does in each what the test wants. */
final class FakeReader extends Reader {
    int advances;
    int heartbeats;
    int aborts;
    Runnable whenAdvanced = () -> {};

    @Override
    public void advance() {
        advances++;
        whenAdvanced.run();
    }

    @Override
    public void heartbeat() {
        heartbeats++;
    }

    @Override
    public void end() {}

    @Override
    public void abort() {
        aborts++;
    }
}
