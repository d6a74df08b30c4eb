package dev.pushbench.maven;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;

/** A user's server, as far as it matters to whoever starts it: what it answers, or how it fails. */
final class TestServer {
    private TestServer() {}

    /** @param arguments the port and the status of {@code /healthz}; or the word that it fails with */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 1) {
            System.out.println("starting");
            throw new IllegalStateException(arguments[0]);
        }
        listen(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        new CountDownLatch(1).await();
    }

    static HttpServer listen(int port, int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/healthz", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        System.out.println("listening");
        return server;
    }
}
