package dev.pushbench.bench.host;

import dev.pushbench.bench.link.LinkFigures;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A link in front of one server, in a process of its own, until it is closed. Of a process of its own, so that neither the server's figures
 * nor the load generator's have anything of it.
 */
public final class LinkProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(20);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
    private static final String NAME = "the link";

    private final Child child;
    private final LinkChild.Ready ready;
    private boolean isSilent;

    private LinkProcess(Child child, LinkChild.Ready ready) {
        this.child = child;
        this.ready = ready;
    }

    /**
     * Starts one before each server, one after the other, so that none disturbs the floor of another. Nothing is left running when this
     * throws.
     *
     * @param command as {@link ChildCommand#link} has it
     */
    public static List<LinkProcess> startAll(ChildCommand command, List<InetSocketAddress> servers)
            throws ChildFailedException, InterruptedException {
        List<LinkProcess> links = new ArrayList<>();
        try {
            for (InetSocketAddress server : servers) {
                links.add(start(command.with(LinkChild.arguments(server))));
            }
            return List.copyOf(links);
        } finally {
            if (links.size() < servers.size()) {
                links.forEach(LinkProcess::close);
            }
        }
    }

    private static LinkProcess start(ChildCommand command) throws ChildFailedException, InterruptedException {
        Child child = Child.start(NAME, command);
        boolean started = false;
        try {
            Optional<String> line = child.nextLine(LONGEST_START);
            if (line.isEmpty()) {
                throw child.failed("it was ready", LONGEST_START);
            }
            LinkProcess link = new LinkProcess(child, JsonLine.read(line.get(), LinkChild.Ready.class));
            started = true;
            return link;
        } catch (IllegalArgumentException somethingElse) {
            throw new ChildFailedException("the link did not say where it listens: " + somethingElse.getMessage());
        } finally {
            if (!started) {
                child.close();
            }
        }
    }

    /** Where users connect to. */
    public InetSocketAddress address() {
        return ready.listening();
    }

    /** What it adds on either way where it is to add nothing. */
    public long floorNanos() {
        return ready.floorNanos();
    }

    public long pid() {
        return child.pid();
    }

    /** Whether it has ended, or does in that time. */
    public boolean endsWithin(Duration time) throws InterruptedException {
        return child.endsWithin(time);
    }

    /** How it ended, for people; {@code still running} where it has not. */
    public String exitDescription() {
        return child.exitDescription();
    }

    /** The last lines of its stderr; of an ended process all there will be. */
    public List<String> lastWords() throws InterruptedException {
        return child.lastWords();
    }

    /** Asks for its figures, and does not wait for them; {@link #answer} is to be called before the next. */
    public void ask() {
        if (!isSilent) {
            child.tell(LinkChild.FIGURES);
        }
    }

    /** What came of {@link #ask}; empty where it does not answer: it is not asked again then. */
    public Optional<LinkFigures> answer() throws InterruptedException {
        if (isSilent) {
            return Optional.empty();
        }
        Optional<String> line = child.nextLine(LONGEST_ANSWER);
        isSilent = line.isEmpty();
        return line.map(json -> JsonLine.read(json, LinkFigures.class));
    }

    /** Ends the process, and returns when it is gone. An interrupt does not stop this; it is set again afterwards. */
    @Override
    public void close() {
        child.close();
    }
}
