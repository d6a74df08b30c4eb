package dev.pushbench.server;

import dev.pushbench.server.room.Retention;
import dev.pushbench.server.wire.GapPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code serve}: a server in its own process. Prints one line of JSON with its address when it is ready, and ends cleanly on
 * SIGTERM.
 */
@Command(
        name = "serve",
        description = "Serve rooms by every technique until stopped.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ServerMain implements Callable<Integer> {
    /** Kept, because the logging framework holds loggers weakly and would forget the level. */
    private static final Logger XNIO_LOGGER = Logger.getLogger("org.xnio");

    @Spec
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

    @Option(names = "--rooms", paramLabel = "N", description = "Most rooms there can be (default: ${DEFAULT-VALUE}).")
    private int mostRooms = ServerOptions.DEFAULT.mostRooms();

    @Option(
            names = "--heartbeat-ms",
            paramLabel = "MS",
            description = "Silence after which an open connection is shown to be alive (default: ${DEFAULT-VALUE}).")
    private long heartbeatMillis = ServerOptions.DEFAULT.heartbeat().toMillis();

    @Option(
            names = "--on-gap",
            paramLabel = "POLICY",
            description = "What a reader that fell out of retention gets: ${COMPLETION-CANDIDATES}"
                    + " (default: ${DEFAULT-VALUE}).")
    private GapPolicy gapPolicy = ServerOptions.DEFAULT.gapPolicy();

    @Option(
            names = "--until-stdin-closes",
            description = "End when standard input does, so that a server does not outlive whoever started it.")
    private boolean untilStdinCloses;

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new ServerMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, given) -> {
                    wrong.getCommandLine().getErr().println("serve: " + wrong.getMessage());
                    return CommandLine.ExitCode.USAGE;
                });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        XNIO_LOGGER.setLevel(Level.WARNING); // it would greet with its version on standard error
        PushServer server;
        try {
            server = PushServer.start(options());
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            stopped.countDown();
                        },
                        "shutdown"));
        if (untilStdinCloses) {
            Thread watch = new Thread(ServerMain::exitAtEndOfInput, "stdin-watch");
            watch.setDaemon(true);
            watch.start();
        }
        spec.commandLine().getOut().println(readyLine(server.address()));
        spec.commandLine().getOut().flush();
        stopped.await();
        return CommandLine.ExitCode.OK;
    }

    private ServerOptions options() {
        try {
            return new ServerOptions(
                    host,
                    port,
                    ioThreads,
                    new Retention(retentionEvents, retentionBytes),
                    mostRooms,
                    Duration.ofMillis(heartbeatMillis),
                    gapPolicy);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static String readyLine(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        String authority = (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
        return "{\"listening\":\"http://" + authority + "\",\"pid\":"
                + ProcessHandle.current().pid() + "}";
    }

    private static void exitAtEndOfInput() {
        try (InputStream in = System.in) {
            while (in.read() >= 0) {
                // whatever is typed means nothing; only its end does
            }
        } catch (IOException e) {
            // an input that cannot be read has ended as well
        }
        System.exit(0);
    }
}
