package dev.pushbench.bench.check;

import dev.pushbench.bench.StartArchives;
import dev.pushbench.bench.StartArchives.Role;
import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.Apis;
import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServerOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the checks have in common: small trials and the servers they run against. */
final class Trials {
    static final int EVENT_BYTES = 128;

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private Trials() {}

    /** A server in a process of its own, with a heap that does not take a gigabyte from the machine of a test. */
    static ChildCommand serverProcess() {
        return ChildCommand.server(
                List.of(), JAVA, StartArchives.with(Role.SERVER, "-Xmx256m", "-XX:+UseParallelGC"), 1);
    }

    /** A server in this JVM whose open connections are shown to be alive after so much silence. */
    static PushServer server(Duration heartbeat) throws IOException {
        return server(heartbeat, Apis.OWN);
    }

    /** The same through these APIs. */
    static PushServer server(Duration heartbeat, Apis apis) throws IOException {
        ServerOptions usual = ServerOptions.DEFAULT;
        return PushServer.start(new ServerOptions(
                        usual.host(), 0, 1, usual.retention(), usual.mostRooms(), heartbeat, usual.gapPolicy())
                .with(apis));
    }

    static LoadPlan plan(
            Technique technique,
            InetSocketAddress server,
            int users,
            double eventsPerSecond,
            LoadPlan.Requests requests,
            Phases phases) {
        return new LoadPlan(
                technique,
                server,
                new RoomName("check"),
                users,
                new LoadPlan.Publishing(eventsPerSecond, EVENT_BYTES),
                new LoadPlan.Reading(Duration.ofMillis(60), phases.longPollWait()),
                requests,
                new LoadPlan.Timing(
                        Duration.ofSeconds(20),
                        phases.idle(),
                        phases.warmup(),
                        phases.window(),
                        Duration.ofSeconds(10)));
    }

    /** How long things take in a small trial. */
    record Phases(Duration idle, Duration warmup, Duration window, Duration longPollWait) {
        static Phases ofMillis(long idle, long warmup, long window, long longPollWait) {
            return new Phases(
                    Duration.ofMillis(idle),
                    Duration.ofMillis(warmup),
                    Duration.ofMillis(window),
                    Duration.ofMillis(longPollWait));
        }
    }
}
