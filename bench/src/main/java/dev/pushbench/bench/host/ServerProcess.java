package dev.pushbench.bench.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server in a process of its own, ready for requests, until it is closed.
 *
 * <pre>
 *   start ──ready line──▶ alive ──close: end of stdin, after 5 s SIGKILL─▶ gone
 *     │                     └────────────── it dies ────────────────▶ gone
 *     └─it dies, or no ready line in time─▶ ChildFailedException, gone
 * </pre>
 */
public final class ServerProcess implements AutoCloseable {
    public static final Duration LONGEST_START = Duration.ofSeconds(20);

    private static final String NAME = "the server";
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    private final ChildCommand command;
    private final InetSocketAddress address;
    private final Optional<String> certificate;
    private volatile Child child;
    private boolean isSilent;

    private ServerProcess(ChildCommand command, Child child, InetSocketAddress address, Optional<String> certificate) {
        this.command = command;
        this.child = child;
        this.address = address;
        this.certificate = certificate;
    }

    /**
     * Starts a server and waits until it says where it listens. Nothing is left running when this throws.
     *
     * @param longestStart how long it may take
     * @throws ChildFailedException where it ends, says something else, or says nothing in time
     * @throws InterruptedException where the waiting thread is interrupted
     */
    public static ServerProcess start(ChildCommand command, Duration longestStart)
            throws ChildFailedException, InterruptedException {
        return ready(command, Child.start(NAME, command), longestStart);
    }

    /**
     * Starts several servers at once, and waits until all are ready. Nothing is left running when this throws.
     *
     * @throws ChildFailedException as {@link #start}
     */
    public static List<ServerProcess> startAll(List<ChildCommand> commands)
            throws ChildFailedException, InterruptedException {
        List<Child> children = new ArrayList<>();
        List<ServerProcess> servers = new ArrayList<>();
        try {
            for (ChildCommand command : commands) {
                children.add(Child.start(NAME, command));
            }
            for (int i = 0; i < children.size(); i++) {
                servers.add(ready(commands.get(i), children.get(i), LONGEST_START));
            }
            return List.copyOf(servers);
        } finally {
            if (servers.size() < commands.size()) {
                children.forEach(Child::close);
            }
        }
    }

    private static ServerProcess ready(ChildCommand command, Child child, Duration longestStart)
            throws ChildFailedException, InterruptedException {
        boolean ready = false;
        try {
            Optional<String> line = child.nextLine(longestStart);
            if (line.isEmpty()) {
                throw child.failed("it was ready", longestStart);
            }
            InetSocketAddress address = listening(line.get());
            ready = true;
            return new ServerProcess(command, child, address, certificate(line.get()));
        } finally {
            if (!ready) {
                child.close();
            }
        }
    }

    /** Where it listens, resolved. */
    public InetSocketAddress address() {
        return address;
    }

    /** What it made for itself to be known by, in PEM, where it speaks TLS. */
    public Optional<String> certificate() {
        return certificate;
    }

    public long pid() {
        return child.pid();
    }

    public boolean isAlive() {
        return child.isAlive();
    }

    /** Whether it has ended, or does in that time: its connections are seen to close a moment before it is gone. */
    public boolean endsWithin(Duration time) throws InterruptedException {
        return child.endsWithin(time);
    }

    /**
     * What it has done and used so far. Asked over its stdin, so that the asking is not on the wire that is measured.
     *
     * @return empty where it does not answer; it is not asked again then, or a late answer would pass for the next one
     */
    public Optional<ServerSample> sample(SampleKind kind) throws InterruptedException {
        ask(kind);
        return answer();
    }

    /** Asks for a sample, and does not wait for it; {@link #answer} is to be called before the next. */
    public void ask(SampleKind kind) {
        if (!isSilent) {
            child.tell(kind.name());
        }
    }

    /** What came of {@link #ask}, as {@link #sample} tells it. */
    public Optional<ServerSample> answer() throws InterruptedException {
        return heard(ServerSample.class);
    }

    private <T> Optional<T> heard(Class<T> type) throws InterruptedException {
        if (isSilent) {
            return Optional.empty();
        }
        Optional<String> answer = child.nextLine(LONGEST_ANSWER);
        isSilent = answer.isEmpty();
        return answer.map(line -> JsonLine.read(line, type));
    }

    /** What shapes its JVM beside its command line; empty where it does not answer, as {@link #sample}. */
    public Optional<JvmSurroundings> surroundings() throws InterruptedException {
        if (!isSilent) {
            child.tell(ServerChild.TELL_SURROUNDINGS);
        }
        return heard(JvmSurroundings.class);
    }

    /** That it was asked and did not answer in time, for people; empty where it always has. */
    public Optional<String> silence() {
        return isSilent
                ? Optional.of("said nothing for " + LONGEST_ANSWER.toSeconds() + " s when it was asked for its figures")
                : Optional.empty();
    }

    /** Ends the process without giving it a chance to take leave (SIGKILL), and returns when it is gone. */
    public void kill() throws InterruptedException {
        child.kill();
    }

    /**
     * Starts another process in the place of one that was killed, at the same address, and waits until it is ready. From now on this is that one.
     *
     * @throws ChildFailedException as {@link #start}; this is still the one that was killed
     */
    public void startAgain() throws ChildFailedException, InterruptedException {
        ServerProcess again = start(command.onPort(address.getPort()), LONGEST_START);
        child.close();
        child = again.child;
        isSilent = false;
    }

    /** How it ended, for people; {@code still running} where it has not. */
    public String exitDescription() {
        return child.exitDescription();
    }

    /** The last lines of its stderr; of an ended process all there will be. */
    public List<String> lastWords() throws InterruptedException {
        return child.lastWords();
    }

    /** Ends several at once, and returns when all are gone. */
    public static void closeAll(List<ServerProcess> servers) {
        servers.forEach(server -> server.child.dismiss());
        servers.forEach(ServerProcess::close);
    }

    /** Ends the process, and returns when it is gone. An interrupt does not stop this; it is set again afterwards. */
    @Override
    public void close() {
        child.close();
    }

    /** Of a line from which the address could be read. */
    private static Optional<String> certificate(String line) {
        try {
            return Optional.of(new ObjectMapper().readTree(line).path("certificate"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("this was JSON before: " + line, impossible);
        }
    }

    private static InetSocketAddress listening(String line) throws ChildFailedException {
        try {
            JsonNode listening = new ObjectMapper().readTree(line).path("listening");
            URI uri = URI.create(listening.asText());
            if (uri.getHost() != null && uri.getPort() > 0) {
                return new InetSocketAddress(InetAddress.getByName(uri.getHost()), uri.getPort());
            }
        } catch (JsonProcessingException | IllegalArgumentException | UnknownHostException unreadable) {
            // Said below, with the line itself, which tells more than the parser does.
        }
        throw new ChildFailedException("the server did not say where it listens, but: " + line);
    }
}
