package dev.pushbench.server;

import dev.pushbench.protocol.Routes;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.ServerOptions.Handicap;
import dev.pushbench.server.access.Access;
import dev.pushbench.server.guard.Budget;
import dev.pushbench.server.handicap.BurningSink;
import dev.pushbench.server.handicap.Loss;
import dev.pushbench.server.handicap.PaddedAnswers;
import dev.pushbench.server.longpolling.LongPollingHandler;
import dev.pushbench.server.polling.PollingHandler;
import dev.pushbench.server.publish.PublishHandler;
import dev.pushbench.server.room.Batch;
import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.Reader;
import dev.pushbench.server.room.Rooms;
import dev.pushbench.server.sse.SseHandler;
import dev.pushbench.server.sse.stock.StockSseHandler;
import dev.pushbench.server.stats.HealthHandler;
import dev.pushbench.server.stats.MetricsHandler;
import dev.pushbench.server.stats.ServerFigures;
import dev.pushbench.server.stats.ServerMetrics;
import dev.pushbench.server.stats.StatsHandler;
import dev.pushbench.server.streaming.StreamingHandler;
import dev.pushbench.server.tls.TlsLayer;
import dev.pushbench.server.websocket.EchoHandler;
import dev.pushbench.server.websocket.WebSocketHandler;
import dev.pushbench.server.websocket.stock.StockWebSocketHandler;
import dev.pushbench.server.wire.Lanes;
import dev.pushbench.server.wire.Listener;
import dev.pushbench.server.wire.WireCounts;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.Methods;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.conduits.StreamSinkConduit;

/** One server that offers the same rooms by every technique. Closing it takes leave of every reader first. */
public final class PushServer implements AutoCloseable {
    /** How long readers that do not read may hold up a shutdown. */
    private static final long LEAVE_MILLIS = 2_000;

    private final XnioWorker worker;
    private final Lanes lanes;
    private final Listener listener;
    private final Supplier<ServerFigures> figures;
    private final Map<String, String> remarks;
    private final Optional<TlsLayer> tls;
    private final AtomicBoolean closed = new AtomicBoolean();

    private PushServer(
            XnioWorker worker,
            Lanes lanes,
            Listener listener,
            Supplier<ServerFigures> figures,
            Map<String, String> remarks,
            Optional<TlsLayer> tls) {
        this.worker = worker;
        this.lanes = lanes;
        this.listener = listener;
        this.figures = figures;
        this.remarks = remarks;
        this.tls = tls;
    }

    /**
     * Starts a server.
     *
     * @throws IOException where the address cannot be bound
     * @throws IllegalArgumentException where others can reach the address, and it is not said who may do what; or where a certificate
     *     cannot be used
     */
    public static PushServer start(ServerOptions options) throws IOException {
        InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
        if (address.isUnresolved()) {
            throw new IOException("unknown host " + options.host());
        }
        if (!address.getAddress().isLoopbackAddress()
                && !options.exposure().access().isFitForStrangers()) {
            throw new IllegalArgumentException("others can reach " + options.host()
                    + ": give --publish-token and --stats-token, or --open-to-all if anyone may publish");
        }
        Optional<TlsLayer> tls = options.tls().map(setting -> TlsLayer.of(setting, address.getAddress()));
        XnioWorker worker = Xnio.getInstance()
                .createWorker(OptionMap.builder()
                        .set(Options.WORKER_NAME, "pushbench")
                        .set(Options.WORKER_IO_THREADS, options.ioThreads())
                        .set(Options.WORKER_TASK_CORE_THREADS, 1)
                        .set(Options.WORKER_TASK_MAX_THREADS, 1)
                        .getMap());
        try {
            Handicap handicap = options.handicap();
            Lanes lanes = new Lanes(options.heartbeat(), options.coalescing(), batches(handicap));
            Rooms rooms = new Rooms(options.mostRooms(), options.retention());
            WireCounts counts = new WireCounts(tls.isPresent());
            Supplier<ServerFigures> figures = () -> ServerFigures.of(rooms, lanes, counts);
            Map<String, String> remarks = remarks(options);
            Budget budget = new Budget(options.exposure().bounds().heldBytes());
            List<Router.Route> routes = new ArrayList<>(readingRoutes(options, rooms, lanes, budget));
            routes.addAll(otherRoutes(
                    options.exposure(),
                    budget,
                    rooms,
                    new StatsHandler(figures, remarks),
                    new ServerMetrics(rooms, lanes, counts)));
            HttpHandler handler = answers(
                    handicap, new Router(routes, options.exposure().access().origins()));
            Listener listener = Listener.open(
                    worker, address, handler, options.exposure().bounds(), budget, counts, sinks(handicap), tls);
            return new PushServer(worker, lanes, listener, figures, remarks, tls);
        } catch (IOException | RuntimeException e) {
            worker.shutdownNow();
            throw e;
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** The certificate that was made for it alone, in PEM: who is to trust it has to be told. */
    public Optional<String> throwAwayCertificate() {
        return tls.flatMap(TlsLayer::throwAwayCertificate);
    }

    /** What clients will complain of, on one line. */
    Optional<String> warning() {
        return tls.flatMap(TlsLayer::warning);
    }

    /** What it has done so far. */
    public ServerFigures figures() {
        return figures.get();
    }

    /** What makes it another server than the usual one, by the names under which that is told. */
    private static Map<String, String> remarks(ServerOptions options) {
        Map<String, String> remarks = new LinkedHashMap<>();
        options.handicap().notice().ifPresent(notice -> remarks.put("handicap", notice));
        options.apis().notice().ifPresent(notice -> remarks.put("variant", notice));
        return remarks;
    }

    /**
     * What a process that serves prints when it is ready: one line of JSON with its address, its handicap or variant if it has one, and
     * the certificate that was made for it.
     */
    public String readyLine() {
        String host = address().getAddress().getHostAddress();
        String authority =
                (host.contains(":") ? "[" + host + "]" : host) + ":" + address().getPort();
        StringBuilder line = new StringBuilder("{\"listening\":\"" + (tls.isPresent() ? "https" : "http") + "://"
                + authority + "\",\"pid\":" + ProcessHandle.current().pid());
        remarks.forEach((name, notice) ->
                line.append(",\"").append(name).append("\":\"").append(notice).append('"'));
        throwAwayCertificate()
                .ifPresent(pem -> line.append(",\"certificate\":\"")
                        .append(pem.replace("\n", "\\n"))
                        .append('"'));
        return line.append('}').toString();
    }

    /**
     * Accepts no more, answers parked polls, ends streams, closes WebSockets with 1001, then closes what is left. Takes two
     * seconds at most where readers do not read. Closing again does nothing.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return; // closing an accepting channel waits for its IO thread, which is gone by now
        }
        listener.stopAccepting();
        lanes.stopBeating();
        lanes.all().forEach(lane -> lane.execute(() -> lane.forEachReader(Reader::end)));
        awaitDesertedLanes();
        listener.closeConnections();
        worker.shutdownNow();
        try {
            worker.awaitTermination(LEAVE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        listener.releaseBuffers();
    }

    private void awaitDesertedLanes() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEAVE_MILLIS);
        for (Lane lane : lanes.all()) {
            while (!isDeserted(lane, deadline) && System.nanoTime() < deadline) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
    }

    /** Asks on the lane's own thread; a lane that does not answer in time counts as not deserted. */
    private static boolean isDeserted(Lane lane, long deadline) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        lane.execute(() -> answer.complete(lane.isDeserted()));
        return answer.completeOnTimeout(false, Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)
                .join();
    }

    private static Supplier<Batch> batches(Handicap handicap) {
        return handicap.lostDelivery() == 0 ? Batch::new : new Loss(handicap.lostDelivery())::batch;
    }

    private static HttpHandler answers(Handicap handicap, Router router) {
        return handicap.headerBytes() == 0 ? router : new PaddedAnswers(router, handicap.headerBytes());
    }

    static UnaryOperator<StreamSinkConduit> sinks(Handicap handicap) {
        return handicap.cpuShare() == 0 ? UnaryOperator.identity() : BurningSink.ofShare(handicap.cpuShare());
    }

    private static List<Router.Route> readingRoutes(ServerOptions options, Rooms rooms, Lanes lanes, Budget budget) {
        List<Router.Route> routes = new ArrayList<>();
        for (Technique technique : Technique.values()) {
            HttpHandler handler = switch (technique) {
                case POLLING -> new PollingHandler(rooms, lanes);
                case LONG_POLLING -> new LongPollingHandler(rooms, lanes);
                case STREAMING -> new StreamingHandler(rooms, lanes, options.gapPolicy());
                case SSE -> sse(options, rooms, lanes);
                case WEBSOCKET -> webSocket(options, rooms, lanes, budget);
            };
            routes.add(new Router.Route(Methods.GET, technique.pathPrefix(), handler));
        }
        return routes;
    }

    private static HttpHandler sse(ServerOptions options, Rooms rooms, Lanes lanes) {
        return switch (options.apis().sse()) {
            case OWN -> new SseHandler(rooms, lanes, options.gapPolicy());
            case UNDERTOW -> new StockSseHandler(rooms, lanes, options.gapPolicy(), options.heartbeat());
        };
    }

    private static HttpHandler webSocket(ServerOptions options, Rooms rooms, Lanes lanes, Budget budget) {
        Exposure exposure = options.exposure();
        return switch (options.apis().webSocket()) {
            case OWN ->
                new WebSocketHandler(
                        rooms,
                        lanes,
                        options.gapPolicy(),
                        exposure.bounds(),
                        budget,
                        exposure.access(),
                        exposure.deflate());
            case UNDERTOW -> new StockWebSocketHandler(rooms, lanes, options.gapPolicy(), exposure.access());
        };
    }

    private static List<Router.Route> otherRoutes(
            Exposure exposure, Budget budget, Rooms rooms, StatsHandler stats, ServerMetrics metrics) {
        Access access = exposure.access();
        HttpHandler publish = new HttpContinueReadHandler(new PublishHandler(rooms, exposure.bounds()));
        HttpHandler metricsHandler = new MetricsHandler(metrics);
        List<Router.Route> routes = new ArrayList<>(List.of(
                new Router.Route(Methods.POST, Routes.PUBLISH_PREFIX, exchange -> {
                    access.requirePublish(exchange);
                    publish.handleRequest(exchange);
                }),
                new Router.Route(Methods.GET, Routes.HEALTH, new HealthHandler()),
                new Router.Route(Methods.GET, Routes.STATS, exchange -> {
                    access.requireStats(exchange);
                    stats.handleRequest(exchange);
                }),
                new Router.Route(Methods.GET, Routes.METRICS, exchange -> {
                    access.requireStats(exchange);
                    metricsHandler.handleRequest(exchange);
                })));
        if (exposure.echo()) {
            routes.add(new Router.Route(Methods.GET, EchoHandler.PATH, new EchoHandler(budget, exposure.deflate())));
        }
        return routes;
    }
}
