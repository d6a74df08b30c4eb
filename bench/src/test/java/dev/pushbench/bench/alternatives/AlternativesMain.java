package dev.pushbench.bench.alternatives;

import dev.pushbench.bench.host.CpuPinning;
import dev.pushbench.server.Apis;
import dev.pushbench.server.Apis.Api;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds our engine and server beside the alternatives: {@code mvn -Palternatives}, docs/alternatives.md. */
@Command(
        name = "alternatives",
        description =
                "Measures, in turn, what a delivery and a user cost our load generator and others, and our server and Undertow's"
                        + " own APIs. One event goes to all, the next when all have it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class AlternativesMain implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--users", description = "Users of an engine (default: ${DEFAULT-VALUE}).")
    private int users = 1000;

    @Option(
            names = "--users-with-threads",
            description = "Most users of an engine that has threads for each (default: ${DEFAULT-VALUE}).")
    private int usersWithThreads = 200;

    @Option(names = "--warmup", description = "Broadcasts before those that are measured (default: ${DEFAULT-VALUE}).")
    private int warmups = 200;

    @Option(names = "--broadcasts", description = "Broadcasts that are measured (default: ${DEFAULT-VALUE}).")
    private int broadcasts = 200;

    @Option(names = "--turns", description = "How often each is measured (default: ${DEFAULT-VALUE}).")
    private int turns = 3;

    @Option(
            names = "--engine",
            split = ",",
            description = "Engines: ${COMPLETION-CANDIDATES} (default: all but own-sse).")
    private List<Engine> engines = Arrays.stream(Engine.values())
            .filter(engine -> engine != Engine.OWN_SSE)
            .toList();

    @Option(names = "--only", description = "One of the tables: ${COMPLETION-CANDIDATES} (default: both).")
    private List<Side> sides = List.of(Side.values());

    @Option(names = "--csv", description = "Where each trial is written (default: ${DEFAULT-VALUE}).")
    private Path csv = Path.of("bench/target/alternatives.csv");

    private enum Side {
        GENERATOR,
        SERVER
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new AlternativesMain()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws Exception {
        if (users < 1 || usersWithThreads < 1 || warmups < 0 || broadcasts < 1 || turns < 1) {
            throw new ParameterException(spec.commandLine(), "counts must be at least 1, and a warm-up at least 0");
        }
        Set<Subject> generators = sides.contains(Side.GENERATOR) ? generators() : Set.of();
        Set<Subject> servers = sides.contains(Side.SERVER) ? servers() : Set.of();
        Outcomes outcomes = measured(generators, servers);
        PrintWriter out = spec.commandLine().getOut();
        if (!generators.isEmpty()) {
            out.println("What users cost the load generator; server: ours.");
            out.println(outcomes.generatorTable(generators));
            out.println();
        }
        if (!servers.isEmpty()) {
            out.println("What they cost the server; load generator: ours.");
            out.println(outcomes.serverTable(servers));
            out.println();
        }
        out.println("Medians of " + turns + (turns == 1 ? " turn; " : " turns; ") + CpuPinning.ofThisMachine()
                + "; java " + Runtime.version() + ". Each trial: " + csv);
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    /** Each beside ours with as many users. */
    private Set<Subject> generators() {
        Set<Subject> subjects = new LinkedHashSet<>();
        for (Engine engine : engines) {
            int count = engine.hasThreadsPerUser() ? Math.min(users, usersWithThreads) : users;
            Subject subject = new Subject(engine, count, Apis.OWN);
            subjects.add(subject.own());
            subjects.add(subject);
        }
        return subjects;
    }

    private Set<Subject> servers() {
        return new LinkedHashSet<>(List.of(
                new Subject(Engine.OWN_WEBSOCKET, users, Apis.OWN),
                new Subject(Engine.OWN_WEBSOCKET, users, new Apis(Api.UNDERTOW, Api.OWN)),
                new Subject(Engine.OWN_SSE, users, Apis.OWN),
                new Subject(Engine.OWN_SSE, users, new Apis(Api.OWN, Api.UNDERTOW))));
    }

    /** Turn by turn, so that whatever drifts, drifts for all; what has been measured is kept when something fails. */
    private Outcomes measured(Collection<Subject> generators, Collection<Subject> servers) throws Exception {
        Set<Subject> subjects = new LinkedHashSet<>(generators);
        subjects.addAll(servers);
        Outcomes outcomes = new Outcomes();
        Trial.Effort effort = new Trial.Effort(warmups, broadcasts);
        try {
            for (int turn = 1; turn <= turns; turn++) {
                for (Subject subject : subjects) {
                    spec.commandLine().getErr().println("turn " + turn + " of " + turns + ": " + subject);
                    spec.commandLine().getErr().flush();
                    outcomes.add(new Trial(subject, effort).run(turn));
                }
            }
        } finally {
            write(outcomes);
        }
        return outcomes;
    }

    private void write(Outcomes outcomes) throws IOException {
        Path folder = csv.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        outcomes.write(Files.newOutputStream(csv));
    }
}
