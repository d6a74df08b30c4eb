package dev.pushbench.server;

import dev.pushbench.server.guard.Bounds;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options that bound what is taken from a client. */
final class BoundsOptions {
    @Option(
            names = "--max-head-bytes",
            paramLabel = "N",
            description = "Most bytes of a request's head, else 431 (default: ${DEFAULT-VALUE}).")
    private int headBytes = Bounds.DEFAULT.headBytes();

    @Option(
            names = "--max-body-bytes",
            paramLabel = "N",
            description = "Most bytes of a publication's body, else 413 (default: ${DEFAULT-VALUE}).")
    private int bodyBytes = Bounds.DEFAULT.bodyBytes();

    @Option(
            names = "--max-frame-bytes",
            paramLabel = "N",
            description = "Most bytes of a WebSocket frame, else close code 1009 (default: ${DEFAULT-VALUE}).")
    private int frameBytes = Bounds.DEFAULT.frameBytes();

    @Option(
            names = "--max-message-bytes",
            paramLabel = "N",
            description = "Most bytes of a WebSocket message, else close code 1009 (default: ${DEFAULT-VALUE}).")
    private int messageBytes = Bounds.DEFAULT.messageBytes();

    @Option(
            names = "--held-bytes",
            paramLabel = "N",
            description =
                    "Most bytes of bodies and messages that are not whole yet, over all connections, else 503 or close"
                            + " code 1013 (default: a quarter of the heap, here ${DEFAULT-VALUE}).")
    private long heldBytes = Bounds.DEFAULT.heldBytes();

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Most connections at once, else 503 (default: what the limit of open files leaves,"
                    + " here ${DEFAULT-VALUE}).")
    private int connections = Bounds.DEFAULT.connections();

    @Option(
            names = "--connections-per-address",
            paramLabel = "N",
            description = "Most connections at once from one address, else 429 (default: ${DEFAULT-VALUE}).")
    private int connectionsPerAddress = Bounds.DEFAULT.connectionsPerAddress();

    @Option(
            names = "--request-timeout-ms",
            paramLabel = "MS",
            description = "Time for a request's head, and again for its body (default: ${DEFAULT-VALUE}).")
    private long requestMillis = Bounds.DEFAULT.requestTime().toMillis();

    @Option(
            names = "--idle-timeout-ms",
            paramLabel = "MS",
            description = "Time a connection may stay open between two requests (default: ${DEFAULT-VALUE}).")
    private long idleMillis = Bounds.DEFAULT.idleTime().toMillis();

    /** @throws IllegalArgumentException where an option is out of its range */
    Bounds bounds() {
        return new Bounds(
                headBytes,
                bodyBytes,
                frameBytes,
                messageBytes,
                heldBytes,
                connections,
                connectionsPerAddress,
                Duration.ofMillis(requestMillis),
                Duration.ofMillis(idleMillis));
    }
}
