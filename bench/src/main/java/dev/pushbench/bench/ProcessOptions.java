package dev.pushbench.bench;

import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.bench.host.CpuPinning;
import dev.pushbench.bench.host.JavaExecutable;
import dev.pushbench.bench.host.ProcessLimits;
import dev.pushbench.bench.host.Split;
import dev.pushbench.bench.host.Splitting;
import dev.pushbench.bench.input.Numbers;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.Conduct;
import dev.pushbench.client.Scene;
import dev.pushbench.client.tls.TlsTrust;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.Apis;
import dev.pushbench.server.HandicapOptions;
import dev.pushbench.server.ServerOptions.Handicap;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code run} that say which processes do the work, and where. */
final class ProcessOptions {
    private static final int MOST_IO_THREADS = 256;
    private static final String SERVERS = "--server-processes";
    private static final String GENERATORS = "--generator-processes";
    private static final String HANDICAP = "--server-handicap";
    private static final String API_NAMES = "own, undertow";

    @Option(
            names = "--io-threads",
            paramLabel = "<n>",
            description = "IO threads of the server. Default: ${DEFAULT-VALUE}.")
    private String ioThreads = Integer.toString(ChildCommand.DEFAULT_IO_THREADS);

    @Option(
            names = Apis.WEBSOCKET_OPTION,
            paramLabel = "<api>",
            description = "Whose API the server pushes through over WebSocket: " + API_NAMES
                    + ". Default: ${DEFAULT-VALUE}. To see what the library costs beside what the technique costs.")
    private String webSocketApi = Apis.OWN.webSocket().toString();

    @Option(
            names = Apis.SSE_OPTION,
            paramLabel = "<api>",
            description = "The same for server-sent events. Default: ${DEFAULT-VALUE}.")
    private String sseApi = Apis.OWN.sse().toString();

    @Option(
            names = "--jvm",
            paramLabel = "<path>",
            description = "Java executable, or home of a JVM, for server and load. Default: the one that runs this.")
    private Optional<String> jvm = Optional.empty();

    @Option(
            names = "--server-jvm",
            paramLabel = "<path>",
            description = "The same for the server alone. Default: as --jvm.")
    private Optional<String> serverJvm = Optional.empty();

    @Option(
            names = "--server-opts",
            paramLabel = "<flags>",
            description = "More JVM flags for the server, separated by spaces; they win over those it has.")
    private String serverOptions = "";

    @Option(
            names = SERVERS,
            paramLabel = "<n>",
            description =
                    "Server processes that share the users; each gets every event. Default: as few as the limits of"
                            + " files and ports allow.")
    private Optional<String> servers = Optional.empty();

    @Option(names = GENERATORS, paramLabel = "<n>", description = "Processes that play the users. Default: likewise.")
    private Optional<String> generators = Optional.empty();

    @Option(
            names = "--no-pin",
            description = "Let server and load run on any core. Default: a core each, where there are two.")
    private boolean noPin;

    @Option(
            names = "--target",
            paramLabel = "<url>",
            description =
                    "A server that is there already, http://host:port or https://host:port, to be used instead of our"
                            + " own. What it costs is then not measured.")
    private Optional<String> target = Optional.empty();

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Option(names = HANDICAP, paramLabel = "<options>", hidden = true)
    private String handicap = "";

    /**
     * What was asked for.
     *
     * @param handicap what is wrong with the server on purpose
     * @param apis that the server pushes through
     * @param target where a server is already
     * @param splitting over how many processes trials are split
     * @param trust in the target, where it speaks TLS
     */
    record Processes(
            JavaExecutable generatorJvm,
            JavaExecutable serverJvm,
            List<String> serverFlags,
            int ioThreads,
            Handicap handicap,
            Apis apis,
            CpuPinning pinning,
            Optional<InetSocketAddress> target,
            Splitting splitting,
            Optional<TlsTrust> trust) {

        /**
         * Checks that users in such numbers can be split like this.
         *
         * @param behindLink whether some of them are behind a link
         * @throws UsageError where not
         */
        void requireRoomFor(Collection<Integer> userCounts, boolean behindLink) {
            for (int users : userCounts) {
                splitting.obstacle(users, behindLink).ifPresent(why -> {
                    throw new UsageError("--users " + users, why);
                });
            }
        }

        /**
         * Checks that those who publish can: a room is of one server, and over HTTP a user who publishes has two connections.
         *
         * @throws UsageError where not
         */
        void requireRoomForTalk(Cell cell) {
            if (cell.scene().sender() != Scene.Sender.USERS) {
                return;
            }
            int users = cell.users();
            boolean behindLink = cell.link().isPresent();
            Split split = splitting.of(users, behindLink);
            if (split.servers() > 1) {
                throw new UsageError(
                        "--users " + users,
                        cell.scene().name() + " with " + split + ", allowed: one server, for a room is of one");
            }
            boolean hasTwoConnections = cell.technique() != Technique.WEBSOCKET;
            boolean fits = users <= Integer.MAX_VALUE / 2
                    && splitting.obstacle(2 * users, behindLink).isEmpty()
                    && splitting.of(2 * users, behindLink).equals(split);
            if (hasTwoConnections && !fits) {
                throw new UsageError(
                        "--users " + users,
                        cell.scene().name() + " over " + cell.technique().id() + " takes two connections for each"
                                + " user, allowed: as many users as fit twice, or more --generator-processes");
            }
        }

        /**
         * Checks that what befalls users can be played by these processes.
         *
         * @throws UsageError where not
         */
        void requireFitFor(Cell cell) {
            Conduct conduct = cell.scene().conduct();
            Split split = splitting.of(cell.users());
            if (conduct.restart() && target.isPresent()) {
                throw new UsageError(
                        "--target", "restart kills its server, which has to be one of our own; leave --target out");
            }
            if (conduct.needsOnePair() && !split.isOnePair()) {
                throw new UsageError(
                        "--users " + cell.users(),
                        cell.scene().name() + " with " + split + ", allowed: one server and one load generator");
            }
        }

        ChildCommand server() {
            return ChildCommand.server(pinning.serverCores(), serverJvm.path(), serverFlags, ioThreads)
                    .with(handicap.words())
                    .with(apis.words());
        }
    }

    /** @throws UsageError where anything is not allowed; nothing has been started */
    Processes checked() throws InterruptedException {
        JavaExecutable generator = jvm.isEmpty() ? JavaExecutable.ofThisJvm() : java("--jvm", jvm.get());
        return new Processes(
                generator,
                serverJvm.isEmpty() ? generator : java("--server-jvm", serverJvm.get()),
                serverFlags(),
                Numbers.whole("--io-threads", ioThreads, 1, MOST_IO_THREADS),
                checkedHandicap(),
                checkedApis(),
                noPin ? CpuPinning.off() : CpuPinning.ofThisMachine(),
                target.map(url -> Target.of(url).address()),
                splitting(),
                trust.checked(target.map(Target::of)));
    }

    private Splitting splitting() {
        if (target.isPresent() && servers.isPresent()) {
            throw new UsageError(SERVERS, "is for servers of our own, and --target names another");
        }
        return new Splitting(
                count(SERVERS, servers),
                count(GENERATORS, generators),
                target.isPresent(),
                ProcessLimits.ofThisMachine());
    }

    private static OptionalInt count(String option, Optional<String> given) {
        return given.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(Numbers.whole(option, given.get(), 1, Splitting.MOST_PROCESSES));
    }

    private List<String> serverFlags() {
        List<String> flags = new ArrayList<>(ChildCommand.JVM_FLAGS);
        words(serverOptions).forEach(flag -> {
            if (!flag.startsWith("-")) {
                throw new UsageError("--server-opts", "not a JVM flag", flag, "flags such as -Xmx2g");
            }
            flags.add(flag);
        });
        return flags;
    }

    private Handicap checkedHandicap() {
        HandicapOptions options = new HandicapOptions();
        try {
            new CommandLine(options).parseArgs(words(handicap).toArray(String[]::new));
            Handicap asked = options.handicap();
            if (target.isPresent() && !asked.equals(Handicap.NONE)) {
                throw new UsageError(HANDICAP, "is for a server of our own, and --target names another");
            }
            return asked;
        } catch (ParameterException unknown) {
            throw new UsageError(HANDICAP, String.valueOf(unknown.getMessage()), handicap, HandicapOptions.FORM);
        } catch (IllegalArgumentException outOfRange) {
            throw new UsageError(HANDICAP, String.valueOf(outOfRange.getMessage()));
        }
    }

    private Apis checkedApis() {
        Apis asked = new Apis(api(Apis.WEBSOCKET_OPTION, webSocketApi), api(Apis.SSE_OPTION, sseApi));
        if (target.isPresent() && !asked.equals(Apis.OWN)) {
            throw new UsageError(asked.words().get(0), "is for a server of our own, and --target names another");
        }
        return asked;
    }

    private static Apis.Api api(String option, String given) {
        return Apis.Api.named(given).orElseThrow(() -> new UsageError(option, "no such API", given, API_NAMES));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    static JavaExecutable java(String option, String given) throws InterruptedException {
        return JavaExecutable.at(Path.of(given))
                .orElseThrow(() -> new UsageError(
                        option, "no Java 17 or newer there", given, "a java executable or the home of a JVM"));
    }
}
