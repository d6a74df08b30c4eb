package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.host.JsonLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Whoever ordered this fork's trial, over a loopback connection beside the one that JMH has: it gives the order, is told of the progress and the
 * outcome, and may stop the trial. Its end, however it comes, stops the trial too.
 */
final class Principal implements AutoCloseable {
    /** System property of a fork: the port on which it is awaited. */
    static final String PORT = "pushbench.principal";

    static final String STOP = "stop";

    private final Socket socket;
    private final BufferedReader in;
    private final PrintStream out;

    private Principal(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Empty where JMH was started by itself. */
    static Optional<Principal> ofThisFork() throws IOException {
        Integer port = Integer.getInteger(PORT);
        return port == null
                ? Optional.empty()
                : Optional.of(new Principal(new Socket(InetAddress.getLoopbackAddress(), port)));
    }

    /** To be called once, before all else. */
    TrialOrder order() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new IOException("whoever ordered the trial is gone");
        }
        return JsonLine.read(line, TrialOrder.class);
    }

    /** Runs {@code stop} on a thread of its own once the trial is not wanted any more. */
    void whenStopped(Runnable stop) {
        Thread listener = new Thread(
                () -> {
                    try {
                        for (String line = in.readLine(); line != null && !line.equals(STOP); line = in.readLine()) {
                            // nothing else is said
                        }
                    } catch (IOException closed) {
                        // as good as its end
                    }
                    stop.run();
                },
                "principal");
        listener.setDaemon(true);
        listener.start();
    }

    void tell(TrialWord word) {
        out.println(JsonLine.of(word));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
