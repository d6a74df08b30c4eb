package dev.pushbench.server;

import dev.pushbench.server.room.Retention;
import dev.pushbench.server.wire.GapPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of a server on a command line, and the server that they ask for. */
public final class ServeOptions {
    /** Kept, because the logging framework holds loggers weakly and would forget their handler. */
    private static final Logger XNIO_LOGGER = Logger.getLogger("org.xnio");

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to bind (default: ${DEFAULT-VALUE}).")
    private String host = ServerOptions.DEFAULT.host();

    @Option(names = "--port", paramLabel = "PORT", description = "Port to bind, 0 for any (default: 8080).")
    private int port = 8080;

    @Option(
            names = "--io-threads",
            paramLabel = "N",
            description = "Threads that serve connections (default: ${DEFAULT-VALUE}).")
    private int ioThreads = ServerOptions.DEFAULT.ioThreads();

    @Option(
            names = "--retention-events",
            paramLabel = "N",
            description = "Most events a room keeps (default: ${DEFAULT-VALUE}).")
    private int retentionEvents = ServerOptions.DEFAULT.retention().events();

    @Option(
            names = "--retention-bytes",
            paramLabel = "N",
            description = "Most bytes of events a room keeps (default: ${DEFAULT-VALUE}).")
    private long retentionBytes = ServerOptions.DEFAULT.retention().bytes();

    @Option(
            names = "--retained-bytes",
            paramLabel = "N",
            description = "Most bytes of events that all rooms keep together (default: an eighth of the heap).")
    private long retainedBytes = ServerOptions.DEFAULT.retention().bytesOfAll();

    @Option(names = "--rooms", paramLabel = "N", description = "Most rooms there can be (default: ${DEFAULT-VALUE}).")
    private int mostRooms = ServerOptions.DEFAULT.mostRooms();

    @Option(
            names = "--heartbeat-ms",
            paramLabel = "MS",
            description = "Silence after which an open connection is shown to be alive, 0 for never (default:"
                    + " ${DEFAULT-VALUE}).")
    private long heartbeatMillis = ServerOptions.DEFAULT.heartbeat().toMillis();

    @Option(
            names = "--coalesce-ms",
            paramLabel = "MS",
            description =
                    "Window in which events are held back, to be sent together in one write: 0 to 1000, 0 for not at"
                            + " all (default: ${DEFAULT-VALUE}).")
    private long coalescingMillis = ServerOptions.DEFAULT.coalescing().toMillis();

    @Option(
            names = "--on-gap",
            paramLabel = "POLICY",
            description = "What a reader that fell out of retention gets: ${COMPLETION-CANDIDATES}"
                    + " (default: ${DEFAULT-VALUE}).")
    private GapPolicy gapPolicy = ServerOptions.DEFAULT.gapPolicy();

    @Option(
            names = Apis.WEBSOCKET_OPTION,
            paramLabel = "API",
            description = "Whose API pushes over WebSocket: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Apis.Api webSocketApi = Apis.OWN.webSocket();

    @Option(
            names = Apis.SSE_OPTION,
            paramLabel = "API",
            description = "Whose API pushes server-sent events, likewise (default: ${DEFAULT-VALUE}).")
    private Apis.Api sseApi = Apis.OWN.sse();

    @Mixin
    private final ExposureOptions exposure = new ExposureOptions();

    @Mixin
    private final TlsOptions tls = new TlsOptions();

    @Mixin
    private final HandicapOptions handicap = new HandicapOptions();

    /**
     * Starts the server. Says so on standard error where something is wrong with it on purpose.
     *
     * @throws ParameterException where an option is out of its range, or the address cannot be bound
     */
    public PushServer start() {
        XNIO_LOGGER.setLevel(Level.WARNING); // it would greet with its version on standard error
        if (XNIO_LOGGER.getHandlers().length == 0) {
            XNIO_LOGGER.setUseParentHandlers(false);
            XNIO_LOGGER.addHandler(new PlainLines(spec.commandLine().getErr()));
        }
        try {
            ServerOptions options = options();
            PushServer server = PushServer.start(options);
            options.handicap().notice().ifPresent(notice -> tell("handicapped: " + notice));
            server.warning().ifPresent(this::tell);
            return server;
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void tell(String warning) {
        spec.commandLine().getErr().println("pushbench: " + warning);
        spec.commandLine().getErr().flush();
    }

    private ServerOptions options() {
        return new ServerOptions(
                host,
                port,
                ioThreads,
                new Retention(retentionEvents, retentionBytes, retainedBytes),
                mostRooms,
                Duration.ofMillis(heartbeatMillis),
                gapPolicy,
                handicap.handicap(),
                exposure.exposure(),
                new Apis(webSocketApi, sseApi),
                tls.setting(),
                Duration.ofMillis(coalescingMillis));
    }
}
