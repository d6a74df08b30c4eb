package dev.pushbench.server.stats;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /metrics}: the server's figures, its process and its JVM for a Prometheus scrape, in OpenMetrics 1.0 where
 * {@code Accept} names it, else in Prometheus' text format 0.0.4.
 *
 * <p>Works on the worker's thread, since an IO thread that gathers figures delivers nothing meanwhile, and loads the
 * library at the first scrape: a server that nobody scrapes is the server that is measured.
 */
public final class MetricsHandler implements HttpHandler {
    private final ServerMetrics server;
    private @Nullable Exposition exposition;

    public MetricsHandler(ServerMetrics server) {
        this.server = server;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        if (exchange.isInIoThread()) {
            exchange.dispatch(this);
            return;
        }
        exposition().answer(exchange);
    }

    private synchronized Exposition exposition() {
        Exposition known = exposition;
        if (known == null) {
            known = Exposition.of(server);
            exposition = known;
        }
        return known;
    }

    /**
     * What can be scraped, and the forms to write it in. They are chosen here, because the library's own choice fails for whoever
     * accepts Protocol Buffers, which are not there, instead of falling back on text.
     */
    private record Exposition(
            PrometheusRegistry registry, ExpositionFormatWriter plain, ExpositionFormatWriter openMetrics) {
        /** Of the JVM only what is cheap to ask for: counting thread states, say, would stop all threads. */
        static Exposition of(ServerMetrics server) {
            PrometheusRegistry registry = new PrometheusRegistry();
            registry.register(server);
            ProcessMetrics.builder().register(registry);
            JvmMemoryMetrics.builder().register(registry);
            JvmGarbageCollectorMetrics.builder().register(registry);
            return new Exposition(registry, PrometheusTextFormatWriter.create(), OpenMetricsTextFormatWriter.create());
        }

        void answer(HttpServerExchange exchange) throws IOException {
            ExpositionFormatWriter writer =
                    openMetrics.accepts(exchange.getRequestHeaders().getFirst(Headers.ACCEPT)) ? openMetrics : plain;
            ByteArrayOutputStream text = new ByteArrayOutputStream(8 * 1024);
            writer.write(text, registry.scrape());
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, writer.getContentType());
            exchange.getResponseSender().send(ByteBuffer.wrap(text.toByteArray()));
        }
    }
}
