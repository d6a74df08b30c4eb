package dev.pushbench.bench.alternatives;

import dev.pushbench.bench.alternatives.Attendance.User;
import java.io.IOException;

/**
 * A client library that is not ours. An implementation owes: it is used as its own documentation shows, tells the user of its readiness and of
 * each event, and of what goes wrong.
 */
interface Library extends AutoCloseable {
    /** Connects one user; need not wait for it. */
    void connect(Gathering gathering, User user) throws Exception;

    /** Takes down all that it has connected. */
    @Override
    void close() throws IOException;
}
