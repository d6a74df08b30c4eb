package dev.pushbench.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final ServeOptions options = new ServeOptions();

    @Option(
            names = "--until-stdin-closes",
            description = "End when standard input does, so that a server does not outlive whoever started it.")
    private boolean untilStdinCloses;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** What a mistake is told in is one line. */
    static CommandLine commandLine() {
        return new CommandLine(new ServerMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, given) -> {
                    wrong.getCommandLine().getErr().println("serve: " + wrong.getMessage());
                    return CommandLine.ExitCode.USAGE;
                });
    }

    @Override
    public Integer call() throws InterruptedException {
        PushServer server = options.start();
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
        spec.commandLine().getOut().println(server.readyLine());
        spec.commandLine().getOut().flush();
        stopped.await();
        return CommandLine.ExitCode.OK;
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
