package com.example;

import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServerOptions;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A server under test, on the port that is its first argument. */
public final class OwnServer {
    private OwnServer() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ServerOptions usual = ServerOptions.DEFAULT;
        PushServer server = PushServer.start(new ServerOptions(
                usual.host(),
                Integer.parseInt(arguments[0]),
                usual.ioThreads(),
                usual.retention(),
                usual.mostRooms(),
                usual.heartbeat(),
                usual.gapPolicy()));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println(server.readyLine());
        new CountDownLatch(1).await();
    }
}
