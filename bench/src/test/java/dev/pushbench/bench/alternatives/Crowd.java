package dev.pushbench.bench.alternatives;

import java.io.IOException;

/**
 * Users that all read one room, played by one engine, and the publisher that fills it. For one thread.
 *
 * <p>An implementation owes: {@link #connect} returns when every user is ready; {@link #broadcast} publishes one event and returns when every
 * user has it; each user is checked to get every event once and in order, and whatever is wrong is thrown.
 */
interface Crowd extends AutoCloseable {
    void connect() throws Exception;

    void broadcast() throws Exception;

    /** Takes all connections down. */
    @Override
    void close() throws IOException;
}
