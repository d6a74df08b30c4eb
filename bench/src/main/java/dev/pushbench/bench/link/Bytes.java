package dev.pushbench.bench.link;

/** The bytes of one direction of all connections. For one thread. */
final class Bytes {
    private long taken;
    private long given;
    private long dropped;

    void taken(int bytes) {
        taken += bytes;
    }

    void given(int bytes) {
        given += bytes;
    }

    void dropped(int bytes) {
        dropped += bytes;
    }

    LinkFigures.Way soFar() {
        return new LinkFigures.Way(taken, given, dropped);
    }
}
