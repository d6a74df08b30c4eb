package dev.pushbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.server.room.Retention;
import dev.pushbench.server.wire.GapPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Prometheus that scrapes the server reads. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class MetricsTest {
    private static final String PLAIN = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final PushServer server;
    private final Observer observer;

    MetricsTest() throws IOException {
        ServerOptions lastTwoEvents = new ServerOptions(
                "127.0.0.1", 0, 1, new Retention(2, 1 << 20), 100, Duration.ofMinutes(1), GapPolicy.NOTICE);
        server = PushServer.start(lastTwoEvents);
        observer = new Observer(server.address());
    }

    @AfterEach
    void close() {
        observer.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "*/*",
                "application/json",
                "text/html,application/xhtml+xml,*/*;q=0.8",
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"
            })
    void whoeverDoesNotAskForOpenMetricsReadsPlainText(String accept) throws Exception {
        HttpResponse<String> answer = scraped(request().header("Accept", accept));
        assertThat(answer.headers().allValues("content-type")).containsExactly(PLAIN);
        assertThat(Exposition.plain(answer.body()).types()).containsEntry("pushbench_rooms", "gauge");
    }

    @Test
    void whoeverAcceptsAnythingUnsaidReadsPlainText() throws Exception {
        HttpResponse<String> answer = scraped(request());
        assertThat(answer.headers().allValues("content-type")).containsExactly(PLAIN);
        assertThat(Exposition.plain(answer.body()).types()).containsEntry("pushbench_deliveries_total", "counter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/openmetrics-text",
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
                        + "application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.2,*/*;q=0.1"
            })
    void whoeverAsksForOpenMetricsReadsIt(String accept) throws Exception {
        HttpResponse<String> answer = scraped(request().header("Accept", accept));
        assertThat(answer.headers().allValues("content-type")).containsExactly(OPEN_METRICS);
        assertThat(Exposition.openMetrics(answer.body()).types()).containsEntry("pushbench_deliveries", "counter");
    }

    @Test
    void theFiguresAreThoseOfStats() throws Exception {
        observer.publishAll("room", 1, 3);
        observer.publish("other", 1, "data-1");
        try (Connection user = Connection.to(server.address())) {
            user.get("/poll/room?after=1");
            user.get("/poll/other?after=0");
        }
        Eventually.holds("one connection is left", () -> observer.stat("connections_open") == 1);
        Exposition metrics = Exposition.plain(scraped(request()).body());
        assertThat(metrics.value("pushbench_rooms")).isEqualTo(2);
        assertThat(metrics.value("pushbench_events_appended_total")).isEqualTo(4);
        assertThat(metrics.value("pushbench_deliveries_total")).isEqualTo(3);
        assertThat(metrics.value("pushbench_connections_closed_total")).isGreaterThanOrEqualTo(1);
        assertThat(metrics.value("pushbench_connections_open"))
                .as("the observer's and the scrape's, at least")
                .isEqualTo(metrics.value("pushbench_connections_accepted_total")
                        - metrics.value("pushbench_connections_closed_total"))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void bytesAreThoseThatTheSocketsSaw() throws Exception {
        double in = observer.stat("bytes_in");
        double out = observer.stat("bytes_out");
        String request = Connection.request("GET", "/metrics");
        Exposition first = scrapedBy(observer.connection());
        assertThat(first.value("pushbench_received_bytes_total"))
                .isEqualTo(in + Connection.request("GET", "/stats").length() + request.length());
        assertThat(first.value("pushbench_sent_bytes_total")).isGreaterThan(out);
        assertThat(scrapedBy(observer.connection()).value("pushbench_received_bytes_total"))
                .isEqualTo(first.value("pushbench_received_bytes_total") + request.length());
    }

    @ParameterizedTest
    @CsvSource({"/poll/room?after=0, 1", "/poll/room?after=1, 0", "/stream/room?after=0, 1", "/sse/room?after=1, 0"})
    void aGapToldIsCounted(String target, int gaps) throws Exception {
        observer.publishAll("room", 1, 3);
        try (Connection user = Connection.to(server.address())) {
            user.sendGet(target);
            Eventually.holds("both retained events came", () -> observer.stat("deliveries") == 2);
            assertThat(scrapedBy(observer.connection()).value("pushbench_gap_notices_total"))
                    .isEqualTo(gaps);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "process_cpu_seconds_total",
                "process_start_time_seconds",
                "process_open_fds",
                "process_resident_memory_bytes",
                "jvm_memory_used_bytes{area=\"heap\"}"
            })
    void theProcessAndItsJvmAreTold(String sample) throws Exception {
        assertThat(Exposition.plain(scraped(request()).body()).value(sample)).isPositive();
    }

    @Test
    void theConnectionServesOnAfterAScrape() {
        for (int scrape = 0; scrape < 3; scrape++) {
            scrapedBy(observer.connection());
            assertThat(observer.connection().get("/healthz").status()).isEqualTo(200);
        }
    }

    private Exposition scrapedBy(Connection connection) {
        Answer answer = connection.get("/metrics");
        assertThat(answer.status()).isEqualTo(200);
        return Exposition.plain(answer.body());
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.address().getPort() + "/metrics"));
    }

    private static HttpResponse<String> scraped(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }
}
