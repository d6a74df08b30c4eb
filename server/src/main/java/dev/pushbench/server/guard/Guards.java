package dev.pushbench.server.guard;

import org.xnio.StreamConnection;

/** Posts a guard before each connection of a listener, and holds what they share. */
public final class Guards {
    private final Bounds bounds;
    private final Budget budget;

    /** Between two requests a scanner knows nothing: so one serves all connections of a thread that are not within a request. */
    @SuppressWarnings("ThreadLocalUsage") // one for each listener, whose threads end with it
    private final ThreadLocal<RequestScanner> idle = ThreadLocal.withInitial(this::scanner);

    public Guards(Bounds bounds, Budget budget) {
        this.bounds = bounds;
        this.budget = budget;
    }

    /** Puts a guard before what the connection reads. Sinks that Undertow is not to replace have to be in place already. */
    public RequestGuard post(StreamConnection connection) {
        RequestGuard guard = new RequestGuard(connection, this);
        connection.getSourceChannel().setConduit(guard);
        return guard;
    }

    Bounds bounds() {
        return bounds;
    }

    Budget budget() {
        return budget;
    }

    /** The calling thread's. */
    RequestScanner idleScanner() {
        return idle.get();
    }

    /** A request goes on beyond one read: its connection has taken the calling thread's scanner for its own. */
    void idleScannerIsTaken() {
        idle.remove();
    }

    private RequestScanner scanner() {
        return new RequestScanner(bounds.headBytes(), bounds.wireBodyBytes());
    }
}
