package dev.pushbench.client.measure;

/**
 * Connections of the users of a trial.
 *
 * @param opened connections established
 * @param peak most that were open at once
 * @param closedByUser established connections that the user ended
 * @param closedByServer established connections that the server ended
 * @param failed attempts that never became a connection
 * @param reconnected established connections that replaced a lost one
 * @param backoffs pauses before an attempt to connect, each after an error
 * @param backoffNanos total length of these pauses, of all users together
 */
public record ConnectionCounts(
        long opened,
        long peak,
        long closedByUser,
        long closedByServer,
        long failed,
        long reconnected,
        long backoffs,
        long backoffNanos) {
    public static final ConnectionCounts NONE = new ConnectionCounts(0, 0, 0, 0, 0, 0);

    /** Of users that never paused before they connected. */
    public ConnectionCounts(
            long opened, long peak, long closedByUser, long closedByServer, long failed, long reconnected) {
        this(opened, peak, closedByUser, closedByServer, failed, reconnected, 0, 0);
    }

    public long open() {
        return opened - closedByUser - closedByServer;
    }

    /** The sum; peaks are added as well, because the loops of one trial are open at the same time. */
    public ConnectionCounts plus(ConnectionCounts other) {
        return new ConnectionCounts(
                opened + other.opened,
                peak + other.peak,
                closedByUser + other.closedByUser,
                closedByServer + other.closedByServer,
                failed + other.failed,
                reconnected + other.reconnected,
                backoffs + other.backoffs,
                backoffNanos + other.backoffNanos);
    }
}
