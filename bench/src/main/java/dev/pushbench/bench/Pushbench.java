package dev.pushbench.bench;

import dev.pushbench.server.ServerMain;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program's entry: finds the command that was asked for. Data goes to stdout, messages go to stderr. */
@Command(
        name = "pushbench",
        description = "Compares ways to push updates to users: polling, long polling, streaming, SSE, WebSocket.",
        mixinStandardHelpOptions = true,
        versionProvider = Pushbench.Version.class,
        subcommands = {
            RunCommand.class,
            ReportCommand.class,
            ServerMain.class,
            DoctorCommand.class,
            FloorCommand.class,
            MicroCommand.class,
            ClaimsCommand.class,
            CompareCommand.class,
            GateCommand.class,
            ListCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 pass, 1 internal error, 2 usage or configuration, 3 regression,",
            "4 inconclusive, 5 invalid run, 130 interrupted."
        })
public final class Pushbench implements Callable<Integer> {
    static final String DEBUG = "--debug";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = DEBUG, scope = ScopeType.INHERIT, description = "Print the stack trace of an internal error.")
    private boolean isDebugging;

    private Pushbench() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Pushbench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new UsageLine())
                .setExecutionExceptionHandler(new FailureLines());
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "no command given, allowed: "
                        + String.join(", ", spec.subcommands().keySet()) + "; see --help");
    }

    /** Whether internal errors are to be told in full; known once the command line has been parsed. */
    boolean isDebugging() {
        return isDebugging;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            BuildFacts build = BuildFacts.ofThisProgram();
            return new String[] {
                "pushbench " + build.version(),
                "commit " + build.commit(),
                "java " + Runtime.version() + " (" + System.getProperty("java.vm.name") + ")"
            };
        }
    }
}
