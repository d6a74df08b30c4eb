package dev.pushbench.bench.claim.direct;

import dev.pushbench.bench.claim.direct.UpgradingServer.Answer;
import dev.pushbench.protocol.Subprotocol;
import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Looks whether handshakes go as they should, in a second or two. Each check has a name, and is so or not. */
public final class Checks {
    /** Every client takes a server with the right answer, and refuses one with a wrong one or none. */
    public static final List<String> OF_CLIENTS = ofClients();

    /** Our server answers the key as the RFC says, and refuses one that is none. */
    public static final List<String> OF_SERVER = List.of(
            "our server answers the RFC's own key", "our server answers 100 keys", "our server refuses a short key");

    /** Sub-protocols that are offered, and what is chosen. */
    public static final List<String> OF_SUBPROTOCOLS = List.of(
            "text offered, text chosen",
            "binary offered, binary chosen",
            "both offered, the first chosen",
            "none offered, none chosen",
            "an unknown one offered, the handshake refused");

    private static final String RFC_KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String RFC_ANSWER = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    private static final int KEYS = 100;

    private final Map<String, Boolean> seen = new LinkedHashMap<>();

    private Checks() {}

    /** All of them. */
    public static Map<String, Boolean> run() throws InterruptedException {
        Checks checks = new Checks();
        checks.clients();
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT)) {
            checks.server(server.address());
            checks.subprotocols(server.address());
        } catch (IOException broken) {
            throw new UncheckedIOException("a server on loopback could not be asked", broken);
        }
        return Map.copyOf(checks.seen);
    }

    private static List<String> ofClients() {
        List<String> names = new ArrayList<>();
        for (Clients client : Clients.values()) {
            for (Answer answer : Answer.values()) {
                names.add(name(client, answer));
            }
        }
        return List.copyOf(names);
    }

    private static String name(Clients client, Answer answer) {
        return client.words() + (answer == Answer.RIGHT ? " takes " : " refuses ") + answer.words();
    }

    private void clients() throws InterruptedException {
        for (Answer answer : Answer.values()) {
            try (UpgradingServer server = UpgradingServer.start(answer)) {
                for (Clients client : Clients.values()) {
                    seen.put(name(client, answer), client.connects(server.address()) == (answer == Answer.RIGHT));
                }
            }
        }
    }

    private void server(InetSocketAddress server) throws IOException {
        seen.put(
                OF_SERVER.get(0),
                Upgrade.ask(server, RFC_KEY, Optional.empty()).accept().equals(Optional.of(RFC_ANSWER)));
        Random random = new Random(6455);
        boolean isEachRight = true;
        for (int index = 0; index < KEYS; index++) {
            byte[] nonce = new byte[16];
            random.nextBytes(nonce);
            String key = Base64.getEncoder().encodeToString(nonce);
            isEachRight &= Upgrade.ask(server, key, Optional.empty()).accept().equals(Optional.of(AcceptKey.of(key)));
        }
        seen.put(OF_SERVER.get(1), isEachRight);
        seen.put(
                OF_SERVER.get(2),
                Upgrade.ask(server, "c2hvcnQ=", Optional.empty()).status() == 400);
    }

    private void subprotocols(InetSocketAddress server) throws IOException {
        String text = Subprotocol.TEXT.token();
        String binary = Subprotocol.BINARY.token();
        List<Optional<String>> offers =
                List.of(Optional.of(text), Optional.of(binary), Optional.of(binary + ", " + text), Optional.empty());
        List<Optional<String>> chosen =
                List.of(Optional.of(text), Optional.of(binary), Optional.of(binary), Optional.empty());
        for (int index = 0; index < offers.size(); index++) {
            Upgrade answer = Upgrade.ask(server, RFC_KEY, offers.get(index));
            seen.put(
                    OF_SUBPROTOCOLS.get(index),
                    answer.status() == 101 && answer.subprotocol().equals(chosen.get(index)));
        }
        seen.put(
                OF_SUBPROTOCOLS.get(4),
                Upgrade.ask(server, RFC_KEY, Optional.of("soap")).status() == 400);
    }
}
