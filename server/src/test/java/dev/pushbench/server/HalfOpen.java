package dev.pushbench.server;

import dev.pushbench.protocol.Technique;
import dev.pushbench.server.guard.Bounds;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Clients that vanish without a word: a program for a network of its own, whose loopback it takes down while they are connected. Then they close,
 * and the server never hears of it. Ends with 0 once it has let all of them go.
 */
public final class HalfOpen {
    private static final Duration SOON = Duration.ofMillis(500);

    private HalfOpen() {}

    /** @param arguments none */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ServerOptions usual = ServerOptions.DEFAULT;
        ServerOptions lively = new ServerOptions(
                        usual.host(), 0, 1, usual.retention(), usual.mostRooms(), SOON, usual.gapPolicy())
                .with(Exposure.DEFAULT.with(Bounds.DEFAULT.withTimes(SOON, SOON)));
        try (PushServer server = PushServer.start(lively)) {
            List<Connection> clients = new ArrayList<>();
            for (Technique technique : Technique.values()) {
                Connection connection = Connection.to(server.address());
                clients.add(connection);
                switch (technique) {
                    case POLLING -> connection.get("/poll/room?after=0");
                    case LONG_POLLING -> connection.sendGet("/long-poll/room?after=0&wait=300");
                    default -> Probe.open(connection, technique, "room", OptionalLong.empty());
                }
            }
            Eventually.holds(
                    "all are connected", () -> server.figures().connectionsOpen() == Technique.values().length);
            Process down = new ProcessBuilder("ip", "link", "set", "lo", "down").start();
            if (down.waitFor() != 0) {
                throw new IOException("the loopback cannot be taken down");
            }
            clients.forEach(Connection::close);
            Eventually.holds(
                    "the server has let all of them go", () -> server.figures().connectionsOpen() == 0);
        }
        System.exit(0);
    }
}
