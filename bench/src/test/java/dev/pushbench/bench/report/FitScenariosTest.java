package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushbench.bench.report.fit.Need;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.result.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a user costs, against arithmetic: 149 bytes an event, 200 bytes and 40 µs a request, 10 µs a delivery, half a byte a second anyway.
 * A window of six seconds in all.
 */
final class FitScenariosTest {
    private static final double EVENT_BYTES = 149;
    private static final double REQUEST_BYTES = 200;
    private static final double CONTROL_BYTES_PER_SECOND = 0.5;
    private static final double WINDOWS_SECONDS = 6;
    private static final Percentage ROUNDING = Percentage.withPercentage(0.1);

    @ParameterizedTest
    @CsvSource({
        "broadcast,    50, 50, 20,  20",
        "broadcast,    50, 25, 20,  10",
        "notify,       50,  1, 20, 0.4",
        "chat,         50, 10, 20,   4",
        "chat,         60,  2, 20, 0.66667",
        "burst,        50, 50, 20,  20",
        "burst,        50,  5, 20,   2",
        "herd,         50, 50, 20,  20",
        "churn,        50, 50, 20,  20",
        "slow-readers, 50, 50, 20,  20",
        "restart,      50, 50, 20,  20"
    })
    void aMeasuredUserReceivesTheEventsOfHisRoom(
            String scenario, int users, int usersPerRoom, double rate, double received) throws Exception {
        Run run = run(new Load(scenario, users, usersPerRoom, rate, rate * usersPerRoom * WINDOWS_SECONDS));

        JsonNode offers = offers(run, users, rate);

        assertThat(offers).hasSize(5);
        for (JsonNode offer : offers) {
            assertCosts(offer, users, received);
        }
    }

    @Test
    void aNotifiedUserReceivesAFiftiethOfWhatIsPublished() throws Exception {
        Load load = new Load("notify", 50, 1, 20, 120);
        JsonNode sse = offer(offers(run(load), 50, 20), "sse");

        // 0.4 events of 149 bytes in a second, and heartbeats; 20 deliveries in a second, of all users, each 10 µs.
        assertThat(sse.at("/cost/bytes_per_user_hour").asDouble()).isCloseTo((0.4 * 149 + 0.5) * 3600, ROUNDING);
        assertThat(sse.at("/cost/server_cores").asDouble()).isCloseTo(20 * 10e-6, ROUNDING);
    }

    @Test
    void whatWasMeasuredIsWhatArrivedInTheWindow() throws Exception {
        // 114 of the 120 events that are due in the mean, as Poisson arrivals have it: polls come at their interval all
        // the same.
        Load load = new Load("notify", 50, 1, 20, 114);

        JsonNode polling = offer(offers(run(load), 50, 20), "polling");

        assertThat(polling.at("/cost/requests_per_second").asDouble()).isCloseTo(2 * 50, ROUNDING);
        assertCosts(polling, 50, 114 / WINDOWS_SECONDS / 50);
    }

    @ParameterizedTest
    @CsvSource({
        // One room: each user receives all events, however many users there are.
        "broadcast, 50, 100, 10, 10",
        "broadcast, 50, 50,  10, 10",
        // A room for each user: twice as many users receive half as many events each.
        "notify,     1, 100, 20, 0.2",
        "notify,     1,  50, 10, 0.2",
        // Rooms of ten.
        "chat,      10, 100, 20, 2",
        "chat,      10,   5, 20, 20"
    })
    void aUserOfAnotherLoadReceivesTheEventsOfHisRoom(
            String scenario, int usersPerRoom, int users, double rate, double received) throws Exception {
        Run run = run(
                new Load(scenario, 50, usersPerRoom, 20, 20 * usersPerRoom * WINDOWS_SECONDS),
                new Load(scenario, 50, usersPerRoom, 40, 40 * usersPerRoom * WINDOWS_SECONDS));

        for (JsonNode offer : offers(run, users, rate)) {
            assertCosts(offer, users, received);
        }
    }

    @Test
    void roomsOfSeveralKindsAreNotMixed() throws Exception {
        Run run = run(new Load("broadcast", 50, 50, 20, 6000), new Load("notify", 50, 1, 20, 120));

        JsonNode offers = offers(run, 50, 20);

        assertThat(offers).hasSize(10);
        for (JsonNode offer : offers) {
            assertCosts(offer, 50, offer.get("name").asText().contains("notify") ? 0.4 : 20);
        }
    }

    @Test
    void idleUsersCostWhatTheyCostInTime() throws Exception {
        Run run = run(new Load("idle", 50, 50, 0, 0));

        JsonNode offers = offers(run, 50, 0);

        assertThat(offers).hasSize(5);
        for (JsonNode offer : offers) {
            assertThat(offer.at("/source/basis").asText()).isEqualTo("MEASURED");
            assertThat(offer.at("/cost/bytes_per_user_hour").asDouble()).isCloseTo(30 * 60, ROUNDING);
            assertThat(offer.at("/cost/server_cores").asDouble()).isCloseTo(0.6e-3 / 60 * 50, ROUNDING);
            assertThat(offer.at("/cost/requests_per_second").isMissingNode()).isTrue();
        }
        assertThat(offers(run, 50, 20)).isEmpty();
        assertThat(Report.html(run)).contains("fit-form", "What was measured");
    }

    private static void assertCosts(JsonNode offer, int users, double received) {
        double requests = requestsPerSecond(offer.get("name").asText(), received);
        assertThat(offer.at("/cost/bytes_per_user_hour").asDouble())
                .as("bytes of %s", offer)
                .isCloseTo(
                        3600 * (EVENT_BYTES * received + REQUEST_BYTES * requests + CONTROL_BYTES_PER_SECOND),
                        Percentage.withPercentage(0.5));
        assertThat(offer.at("/cost/requests_per_second").asDouble())
                .as("requests of %s", offer)
                .isCloseTo(users * requests, within(users * requests * 1e-3));
        assertThat(offer.at("/cost/server_cores").asDouble())
                .as("cores of %s", offer)
                .isCloseTo(users * (10 * received + 40 * requests) / 1e6, Percentage.withPercentage(0.5));
    }

    private static double requestsPerSecond(String name, double received) {
        return name.startsWith("polling") ? 2 : name.startsWith("long-polling") ? received : 0;
    }

    private static JsonNode offers(Run run, int users, double rate) throws IOException {
        return new JsonMapper()
                .readTree(Report.json(run, Optional.of(new Need(users, rate, Optional.empty()))))
                .get("offers");
    }

    private static JsonNode offer(JsonNode offers, String name) {
        for (JsonNode offer : offers) {
            if (offer.get("name").asText().equals(name)) {
                return offer;
            }
        }
        throw new AssertionError("no " + name + " in " + offers);
    }

    /** @param delivered to all users in the windows */
    private record Load(String scenario, int users, int usersPerRoom, double rate, double delivered) {
        double receivedPerSecond() {
            return delivered / WINDOWS_SECONDS / users;
        }
    }

    private static Run run(Load... loads) {
        List<CellRecord> cells = new ArrayList<>();
        for (Load load : loads) {
            for (CellRecord cell : Runs.standard().users(load.users()).run().cells()) {
                cells.add(cell(cell, load));
            }
        }
        return new Run("scenarios", Runs.standard().manifest(), cells);
    }

    private static CellRecord cell(CellRecord cell, Load load) {
        Map<String, String> texts = new LinkedHashMap<>(cell.row().texts());
        texts.put("cell", texts.get("technique") + "-" + load);
        texts.put("scenario", load.scenario());
        texts.put("users_per_room", Integer.toString(load.usersPerRoom()));
        texts.put("rate_per_s", Double.toString(load.rate()));
        texts.put("window_ms", "3000");
        texts.put("windows", "2");
        texts.put("delivered", Long.toString(Math.round(load.delivered())));
        texts.put("empty_answer_share", "0.0000");
        if (load.rate() > 0) {
            putCosts(texts, load.receivedPerSecond());
        } else {
            texts.keySet().removeIf(column -> column.endsWith("_per_delivery") || column.startsWith("latency"));
            texts.put("idle_bytes_per_user_minute", "30.0");
            texts.put("server_cpu_ms_per_user_minute", "0.600");
        }
        Row row = new Row(texts);
        return new CellRecord(row, List.of(row), List.of(), cell.latency(), List.of(), List.of());
    }

    private static void putCosts(Map<String, String> texts, double received) {
        double requests = requestsPerSecond(texts.getOrDefault("technique", ""), received) / received;
        texts.put("payload_bytes_per_delivery", "128");
        texts.put("framing_bytes_per_delivery", "21");
        texts.put("head_bytes_per_delivery", Double.toString(REQUEST_BYTES * requests));
        texts.put("control_bytes_per_delivery", Double.toString(CONTROL_BYTES_PER_SECOND / received));
        texts.put("tls_bytes_per_delivery", "0");
        texts.put("requests_per_delivery", Double.toString(requests));
        texts.put("server_cpu_us_per_delivery", Double.toString(10 + 40 * requests));
    }
}
