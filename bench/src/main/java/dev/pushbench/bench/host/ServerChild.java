package dev.pushbench.bench.host;

import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServeOptions;
import dev.pushbench.server.stats.ServerFigures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The main of a measured server's process: the server that {@code serve} starts, and a probe beside it. It says where it listens,
 * answers each name of a {@link SampleKind} with a line, and {@value #TELL_SURROUNDINGS} likewise, and ends when its stdin does.
 */
@Command(name = "server")
final class ServerChild implements Callable<Integer> {
    /** Asks for its {@link JvmSurroundings}. */
    static final String TELL_SURROUNDINGS = "TELL_SURROUNDINGS";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final ServeOptions options = new ServeOptions();

    /** Returns where nothing went wrong: a JVM that is told to exit waits 0.3 s for threads that are in a system call. */
    public static void main(String[] arguments) {
        int code = new CommandLine(new ServerChild()).execute(arguments);
        if (code != CommandLine.ExitCode.OK) {
            System.exit(code);
        }
    }

    @Override
    public Integer call() throws IOException {
        PushServer server = options.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
        PrintWriter out = spec.commandLine().getOut();
        try (server;
                JvmProbe probe = JvmProbe.start();
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            out.println(server.readyLine());
            out.flush();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals(TELL_SURROUNDINGS)) {
                    out.println(JsonLine.of(JvmSurroundings.ofThisJvm()));
                    out.flush();
                    continue;
                }
                ServerFigures figures = server.figures();
                JvmFigures jvm = probe.figures(SampleKind.valueOf(line));
                out.println(JsonLine.of(new ServerSample(figures, jvm)));
                out.flush();
            }
        }
        return CommandLine.ExitCode.OK;
    }
}
