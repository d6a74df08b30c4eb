package dev.pushbench.client.measure;

/** Connections of the users of one event loop. Written by that loop's thread only; may be read from any. */
public final class ConnectionLedger {
    private final Tally opened = new Tally();
    private final Tally closedByUser = new Tally();
    private final Tally closedByServer = new Tally();
    private final Tally failed = new Tally();
    private final Tally reconnected = new Tally();
    private final Tally peak = new Tally();
    private final Tally backoffs = new Tally();
    private final Tally backoffNanos = new Tally();

    /** @param again whether it replaces one that was lost */
    public void opened(boolean again) {
        opened.add(1);
        if (again) {
            reconnected.add(1);
        }
        long open = opened.count() - closedByUser.count() - closedByServer.count();
        if (open > peak.count()) {
            peak.add(open - peak.count());
        }
    }

    public void closedByUser() {
        closedByUser.add(1);
    }

    public void closedByServer() {
        closedByServer.add(1);
    }

    public void failed() {
        failed.add(1);
    }

    /** A pause before an attempt to connect begins. */
    public void backoffBegins() {
        backoffs.add(1);
    }

    /** A pause before an attempt to connect is over, after that time. */
    public void backoffEnds(long nanos) {
        backoffNanos.add(nanos);
    }

    public ConnectionCounts counts() {
        return new ConnectionCounts(
                opened.count(),
                peak.count(),
                closedByUser.count(),
                closedByServer.count(),
                failed.count(),
                reconnected.count(),
                backoffs.count(),
                backoffNanos.count());
    }
}
