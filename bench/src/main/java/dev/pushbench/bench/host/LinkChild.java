package dev.pushbench.bench.host;

import dev.pushbench.bench.link.LinkFloor;
import dev.pushbench.bench.link.LinkText;
import dev.pushbench.bench.link.Relay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The main of a link's process: measures its floor, says where it listens, answers every line of its stdin with its figures, and ends when
 * that does. Its arguments are the link as it is written, how many users there are, and the server's address and port.
 */
final class LinkChild {
    static final int FAILED = 1;

    private LinkChild() {}

    /** What it says first. */
    record Ready(InetSocketAddress listening, long floorNanos) {}

    /** What it is asked on a line of its own. */
    static final String FIGURES = "figures";

    static List<String> arguments(String link, int users) {
        return List.of(link, Integer.toString(users));
    }

    static List<String> arguments(InetSocketAddress server) {
        return List.of(server.getAddress().getHostAddress(), Integer.toString(server.getPort()));
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        InetSocketAddress server =
                new InetSocketAddress(InetAddress.getByName(arguments[2]), Integer.parseInt(arguments[3]));
        long floorNanos = LinkFloor.measuredNanos();
        try (Relay relay = Relay.open(
                        LinkText.parse("link", arguments[0]).orElseThrow(), server, Integer.parseInt(arguments[1]));
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            endWith(relay);
            say(out, new Ready(relay.address(), floorNanos));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                say(out, relay.figures());
            }
        }
        System.exit(0);
    }

    /** A link that fails ends the process, with its last words. */
    private static void endWith(Relay relay) {
        Thread watch = new Thread(
                () -> {
                    try {
                        relay.awaitEnd();
                    } catch (InterruptedException stopped) {
                        return;
                    }
                    relay.failure().ifPresent(why -> {
                        System.err.println("the link failed: " + why.getMessage());
                        Runtime.getRuntime().halt(FAILED);
                    });
                },
                "link-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void say(PrintStream out, Object value) {
        out.println(JsonLine.of(value));
        out.flush();
    }
}
