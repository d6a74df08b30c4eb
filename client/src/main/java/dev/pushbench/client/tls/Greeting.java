package dev.pushbench.client.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A connection that is made only to see whether one can be, with a deadline. */
final class Greeting {
    private Greeting() {}

    static Optional<String> obstacle(TlsUser user, InetSocketAddress server, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        try (SocketChannel socket = SocketChannel.open();
                Selector selector = Selector.open()) {
            socket.socket().connect(server, Math.toIntExact(longest.toMillis()));
            socket.configureBlocking(false);
            SelectionKey key = socket.register(selector, 0);
            SecureSocket secure = user.over(socket);
            for (SecureSocket.Need need = secure.shake(); need != SecureSocket.Need.NOTHING; need = secure.shake()) {
                key.interestOps(need == SecureSocket.Need.READ ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
                long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (millis <= 0) {
                    return Optional.of("the server does not answer to the TLS handshake");
                }
                selector.select(millis);
                selector.selectedKeys().clear();
            }
            secure.sayGoodbye();
            return Optional.empty();
        } catch (IOException failed) {
            return Optional.of(user.explained(failed));
        }
    }
}
