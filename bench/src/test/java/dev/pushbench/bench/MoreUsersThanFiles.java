package dev.pushbench.bench;

import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.Scene;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A program that plays users until it has no file left for one, and prints what ended the trial. */
final class MoreUsersThanFiles {
    private static final int USERS = 300;

    private MoreUsersThanFiles() {}

    /** @param arguments the port of a server on the loopback */
    public static void main(String[] arguments) {
        LoadPlan plan = new LoadPlan(
                Technique.WEBSOCKET,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])),
                new RoomName("files"),
                USERS,
                new LoadPlan.Publishing(10, 128),
                new LoadPlan.Reading(Duration.ofMillis(50), Duration.ofSeconds(5)),
                LoadPlan.Requests.MINIMAL,
                new LoadPlan.Timing(
                        Duration.ofSeconds(20),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofMillis(300),
                        Duration.ofSeconds(5)),
                Scene.BROADCAST);
        System.out.println(Load.run(plan, progress -> {}).failure().orElse("nothing"));
    }
}
