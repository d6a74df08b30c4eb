package dev.pushbench.bench.host;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process that behaves as its one argument says, in the place of the server. */
public final class FakeServer {
    private static final String READY = "{\"listening\":\"http://127.0.0.1:41234\",\"pid\":1}";

    private FakeServer() {}

    /** Behaviours: the cases below. */
    public static ChildCommand command(String behaviour) {
        return new ChildCommand(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"),
                FakeServer.class.getName(),
                List.of(behaviour));
    }

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "ready" -> {
                System.out.println(READY);
                untilStdinCloses();
            }
            case "never-ready" -> untilStdinCloses();
            case "says-nonsense" -> {
                System.out.println("hello");
                untilStdinCloses();
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
            case "ignores-sigterm" -> {
                // A shutdown hook that does not end keeps the JVM from ending.
                Runtime.getRuntime().addShutdownHook(new Thread(FakeServer::forEver));
                System.out.println(READY);
                untilStdinCloses();
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void untilStdinCloses() throws Exception {
        while (System.in.read() >= 0) {
            // Nothing is said to it.
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
