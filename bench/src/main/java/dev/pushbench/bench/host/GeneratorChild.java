package dev.pushbench.bench.host;

import dev.pushbench.client.Crowd;
import dev.pushbench.client.LoadSession;
import dev.pushbench.client.Standing;
import dev.pushbench.client.measure.PublishTimes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The main of a load generator's process that another one leads: plays a share of the users, does what each {@link GeneratorOrder} on its
 * stdin says, and ends when that does.
 */
final class GeneratorChild implements AutoCloseable {
    /** As often as the lead itself looks at its users. */
    private static final long LOOK_MILLIS = 2;

    private static final long BETWEEN_WORDS_NANOS = 50_000_000;

    private final BlockingQueue<Optional<String>> orders = new LinkedBlockingQueue<>();
    private final PrintStream out;
    private final JvmProbe probe = JvmProbe.start();
    private Optional<Crowd> crowd = Optional.empty();
    private Standing told = Standing.NOTHING_YET;
    private long toldNanos = System.nanoTime();

    private GeneratorChild(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        try (GeneratorChild child = new GeneratorChild(out)) {
            Thread listener = new Thread(child::listen, "orders");
            listener.setDaemon(true);
            listener.start();
            child.serve();
        }
    }

    private void listen() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                orders.add(Optional.of(line));
            }
        } catch (IOException closed) {
            // As good as its end.
        }
        orders.add(Optional.empty());
    }

    private void serve() throws IOException, InterruptedException {
        while (true) {
            Optional<String> line = orders.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (line != null && line.isEmpty()) {
                return;
            }
            if (line != null) {
                obey(JsonLine.read(line.get(), GeneratorOrder.class));
            }
            crowd.ifPresent(this::look);
        }
    }

    private void look(Crowd users) {
        long nowNanos = System.nanoTime();
        users.look();
        if (nowNanos - toldNanos >= BETWEEN_WORDS_NANOS) {
            toldNanos = nowNanos;
            Standing now = users.standing();
            if (!now.equals(told)) {
                told = now;
                say(GeneratorOrder.STANDING + JsonLine.of(now));
            }
        }
    }

    private void obey(GeneratorOrder order) throws IOException {
        switch (order.step()) {
            case OPEN -> {
                crowd = Optional.of(open(order.opening().orElseThrow()));
                answer(true);
            }
            case CONNECT -> users().connect();
            case BEGIN -> users().begin(order.number());
            case MEASURE -> answer(users().measure(order.windows().orElseThrow()));
            case CLOSE_WINDOW -> answer(users().closeWindow(Math.toIntExact(order.number()), order.isLast()));
            case PAUSE -> users().pause();
            case FINISH -> answer(users().finish(order.number()));
            case PUBLISH -> users().publish(order.script().orElseThrow());
            case TELL_TIME -> answer(System.nanoTime());
            case TELL_TRAFFIC -> answer(users().traffic());
            case TELL_FIGURES -> answer(probe.figures(order.kind().orElseThrow()));
        }
    }

    private static Crowd open(GeneratorOrder.Opening opening) throws IOException {
        int events = LoadSession.events(opening.plan());
        PublishTimes publishTimes = PublishTimes.mapped(Path.of(opening.publishTimes()), events);
        return Crowd.ofPartner(opening.plan(), opening.share(), publishTimes);
    }

    private Crowd users() {
        return crowd.orElseThrow(() -> new IllegalStateException("not opened yet"));
    }

    private void answer(Object value) {
        say(JsonLine.of(value));
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void close() {
        crowd.ifPresent(Crowd::close);
        probe.close();
    }
}
