package dev.pushbench.bench.alternatives;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pushbench.bench.host.JsonLine;
import dev.pushbench.bench.host.JvmFigures;
import dev.pushbench.bench.host.JvmProbe;
import dev.pushbench.bench.host.ProcessFigures;
import dev.pushbench.protocol.RoomName;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;

/**
 * The main of a crowd's process. Tells each {@link Stage} on a line of its own, goes on when it is sent a line, and ends when its input does.
 */
final class CrowdMain {
    private static final int FEW = 5;

    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    private final CrowdOrder order;

    private CrowdMain(CrowdOrder order) {
        this.order = order;
    }

    @SuppressWarnings("SystemExitOutsideMain") // it is the main; threads of the engines may be left
    public static void main(String[] arguments) throws Exception {
        try (JvmProbe probe = JvmProbe.start()) {
            CrowdFigures figures = new CrowdMain(JsonLine.read(arguments[0], CrowdOrder.class)).measure(probe);
            System.out.println(Stage.DONE);
            System.out.println(JsonLine.of(figures));
            System.out.flush();
            System.exit(0);
        }
    }

    private CrowdFigures measure(JvmProbe probe) throws Exception {
        useOnce();
        JvmFigures alone = probe.figuresAfterGc();
        ProcessFigures processAlone = process();
        reach(Stage.ALONE);
        try (Crowd crowd = order.engine().crowd(order.gathering())) {
            crowd.connect();
            JvmFigures connected = probe.figuresAfterGc();
            ProcessFigures processConnected = process();
            reach(Stage.CONNECTED);
            broadcast(crowd, order.warmups());
            probe.figuresAfterGc();
            reach(Stage.WARM);
            JvmFigures before = probe.figures();
            broadcast(crowd, order.broadcasts());
            JvmFigures after = probe.figures();
            return new CrowdFigures(
                    after.processCpuNanos() - before.processCpuNanos(),
                    after.javaCpuNanos() - before.javaCpuNanos(),
                    after.allocatedBytes() - before.allocatedBytes(),
                    connected.heapUsedBytes() - alone.heapUsedBytes(),
                    processConnected.rssBytes() - processAlone.rssBytes(),
                    processConnected.threads());
        }
    }

    /** So that what an engine needs once for all users does not count as theirs. */
    private void useOnce() throws Exception {
        Gathering all = order.gathering();
        RoomName room = new RoomName(all.room().text() + "-few");
        try (Crowd few = order.engine().crowd(new Gathering(all.server(), room, FEW))) {
            few.connect();
            broadcast(few, order.warmups());
        }
    }

    private static void broadcast(Crowd crowd, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            crowd.broadcast();
        }
    }

    private static ProcessFigures process() {
        return ProcessFigures.of(ProcessHandle.current().pid()).orElseThrow();
    }

    private void reach(Stage stage) throws IOException {
        System.out.println(stage);
        System.out.flush();
        if (in.readLine() == null) {
            throw new EOFException("whoever started this is gone");
        }
    }
}
