package dev.pushbench.bench.host;

import dev.pushbench.bench.StartArchives;
import dev.pushbench.bench.StartArchives.Role;
import dev.pushbench.server.stats.ServerFigures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A process that behaves as its one argument says, in the place of the server. */
public final class FakeServer {
    /** What it answers whenever it is asked for a sample. */
    public static final ServerSample SAMPLE = new ServerSample(
            new ServerFigures(1, 2, 3, 4, 5, 6, 7),
            new JvmFigures(8, 9, 9, 10, 11, Optional.of(new GcPauses(12, 13)), new Hiccups(15, 16, 17, 18)));

    private static final String READY = "{\"listening\":\"http://127.0.0.1:41234\",\"pid\":1}";

    private FakeServer() {}

    /** Behaviours: the cases below. */
    public static ChildCommand command(String behaviour) {
        return new ChildCommand(
                List.of(),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                StartArchives.with(Role.SERVER, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                FakeServer.class.getName(),
                List.of(behaviour));
    }

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "ready" -> {
                System.out.println(READY);
                answerUntilStdinCloses();
            }
            case "never-ready" -> answerUntilStdinCloses();
            case "says-nonsense" -> {
                System.out.println("hello");
                answerUntilStdinCloses();
            }
            case "dies-early" -> {
                for (int line = 1; line <= 60; line++) {
                    System.err.println("line " + line);
                }
                System.exit(3);
            }
            case "dies-later" -> {
                System.out.println(READY);
                System.err.println("no more");
                System.exit(7);
            }
            case "does-not-end" -> {
                // A shutdown hook that does not end keeps the JVM from ending.
                Runtime.getRuntime().addShutdownHook(new Thread(FakeServer::forEver));
                System.out.println(READY);
                answerUntilStdinCloses();
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void answerUntilStdinCloses() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            SampleKind.valueOf(line);
            System.out.println(JsonLine.of(SAMPLE));
        }
    }

    private static void forEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
