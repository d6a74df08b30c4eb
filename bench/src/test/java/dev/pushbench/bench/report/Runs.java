package dev.pushbench.bench.report;

import dev.pushbench.bench.host.HostFacts;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Estimate;
import dev.pushbench.bench.result.Flight;
import dev.pushbench.bench.result.Manifest;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.result.Run;
import dev.pushbench.bench.result.Slice;
import dev.pushbench.protocol.Technique;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/** Runs as they might have gone, for tests: figures of the size that this harness measures, the same each time. */
final class Runs {
    static final String HOSTILE = "<script>alert(1)</script>\n=cmd()|' \"&\u0007";

    private String name = "20261121T000000Z-0123456-default";
    private List<Integer> users = List.of(100, 1000);
    private List<Double> rates = List.of(10.0);
    private List<String> headers = List.of("minimal");
    private int trials = 1;
    private final Map<String, String> validities = new LinkedHashMap<>();
    private String causes = "other processes had 0.21 of the cores' time";

    private Optional<String> handicap = Optional.empty();
    private Optional<String> variant = Optional.empty();

    private Runs() {}

    /** Five techniques with 100 and 1,000 users, 10 events a second, one trial each. */
    static Runs standard() {
        return new Runs();
    }

    Runs named(String text) {
        name = text;
        return this;
    }

    Runs users(Integer... counts) {
        users = List.of(counts);
        return this;
    }

    Runs rates(Double... perSecond) {
        rates = List.of(perSecond);
        return this;
    }

    Runs headers(String... profiles) {
        headers = List.of(profiles);
        return this;
    }

    Runs trials(int count) {
        trials = count;
        return this;
    }

    /** @param cell like {@code polling-100u-10r-128b-minimal}, or {@code *} for all */
    Runs graded(String cell, String validity) {
        validities.put(cell, validity);
        return this;
    }

    Runs causes(String text) {
        causes = text;
        return this;
    }

    Runs through(String apis) {
        variant = Optional.of(apis);
        return this;
    }

    Runs handicapped(String options) {
        handicap = Optional.of(options);
        return this;
    }

    Run run() {
        List<CellRecord> cells = new ArrayList<>();
        for (int count : users) {
            for (double rate : rates) {
                for (String profile : headers) {
                    for (Technique technique : Technique.values()) {
                        cells.add(cell(technique, count, rate, profile));
                    }
                }
            }
        }
        return new Run(name, manifest(), cells);
    }

    private CellRecord cell(Technique technique, int count, double rate, String profile) {
        SplittableRandom random =
                new SplittableRandom(List.of(Technique.values()).indexOf(technique) * 31L
                        + count * 7L
                        + (long) (rate * 13)
                        + profile.length());
        Histogram latency = latency(technique, count, rate, random);
        Map<String, String> texts = texts(technique, count, rate, profile, latency);
        String cell = texts.get("cell");
        String validity = validities.getOrDefault(cell, validities.getOrDefault("*", "VALID"));
        texts.put("validity", validity);
        texts.put("causes", validity.equals("VALID") ? "" : causes);
        texts.put("forks", Integer.toString(trials));
        texts.put("forks_rejected", validity.equals("INVALID") ? Integer.toString(trials) : "0");
        boolean isResult = !validity.equals("INVALID");
        List<Row> rows = new ArrayList<>();
        for (int fork = 1; fork <= trials; fork++) {
            Map<String, String> trial = new LinkedHashMap<>(texts);
            trial.put("trial", Integer.toString(fork));
            trial.put("fork", Integer.toString(fork));
            rows.add(new Row(trial));
        }
        return new CellRecord(
                new Row(texts),
                rows,
                isResult ? estimates(texts) : List.of(),
                isResult ? latency : new Histogram(3),
                slices(technique, count, rate),
                flights(technique, count, rate, random));
    }

    private static Histogram latency(Technique technique, int count, double rate, SplittableRandom random) {
        Histogram latency = new Histogram(3);
        int samples = (int) Math.min(60_000, count * rate * 8);
        for (int index = 0; index < samples; index++) {
            double walk = 0.4 + count * 9.0 / 1000 * random.nextDouble();
            double tail = Math.pow(random.nextDouble(), 40) * 8;
            double millis = switch (technique) {
                case POLLING -> 1 + 500 * random.nextDouble() + tail;
                case LONG_POLLING -> walk * 1.25 + tail * 1.5;
                case STREAMING -> walk + tail;
                case SSE -> walk * 1.03 + tail * 1.2;
                case WEBSOCKET -> walk * 0.98 + tail * 0.8;
            };
            latency.recordValue((long) (millis * 1e6));
        }
        return latency;
    }

    private static Map<String, String> texts(
            Technique technique, int count, double rate, String profile, Histogram latency) {
        double browser = profile.equals("minimal") ? 1 : 6;
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("technique", technique.id());
        texts.put("users", Integer.toString(count));
        texts.put("rate_per_s", number(rate));
        texts.put("event_bytes", "128");
        texts.put("poll_interval_ms", "500");
        texts.put("headers", profile);
        texts.put("keep_alive", "true");
        texts.put("tls", "false");
        texts.put("validity", "VALID");
        texts.put("causes", "");
        long samples = latency.getTotalCount();
        texts.put("expected", Long.toString(samples));
        texts.put("delivered", Long.toString(samples));
        for (String none : List.of("missing", "duplicate", "out_of_order", "gap_notices")) {
            texts.put(none, "0");
        }
        texts.put("latency_p50_us", micros(latency.getValueAtPercentile(50)));
        texts.put("latency_p90_us", micros(latency.getValueAtPercentile(90)));
        texts.put("latency_p99_us", micros(latency.getValueAtPercentile(99)));
        texts.put("latency_p999_us", samples < 10_000 ? "" : micros(latency.getValueAtPercentile(99.9)));
        texts.put("latency_p9999_us", "");
        texts.put("latency_max_us", micros(latency.getMaxValue()));
        texts.put("publish_delay_p99_us", "412.5");
        double requests = requests(technique, rate);
        double head = technique.isPush() ? 0 : 200 * browser * requests;
        double framing = switch (technique) {
            case POLLING, LONG_POLLING -> 1;
            case STREAMING -> 7;
            case SSE -> 21;
            case WEBSOCKET -> 4;
        };
        texts.put("payload_bytes_per_delivery", "128.0000");
        texts.put("framing_bytes_per_delivery", number(framing));
        texts.put("head_bytes_per_delivery", number(head));
        texts.put("control_bytes_per_delivery", technique.isPush() ? "0.0150" : "0.0000");
        texts.put("tls_bytes_per_delivery", "0.0000");
        texts.put("handshake_bytes_per_user", number(220 * browser));
        texts.put("overhead_bytes_per_delivery", number(framing + head));
        texts.put("idle_bytes_per_user_minute", "");
        texts.put("requests_per_delivery", number(technique.isPush() ? 0.01 : requests));
        texts.put("empty_answer_share", technique == Technique.POLLING ? "0.1200" : "0.0000");
        texts.put("connections_opened", Integer.toString(count + 1));
        texts.put("connections_peak", Integer.toString(count + 1));
        texts.put("server_cpu_us_per_delivery", number(cpu(technique, requests)));
        texts.put("server_alloc_bytes_per_delivery", number(70 + 900 * (technique.isPush() ? 0 : requests)));
        texts.put("server_heap_kib_per_user", number(technique.isPush() ? 3.1 : 4.4));
        texts.put("server_rss_kib_per_user", "1.9");
        texts.put("server_kernel_kib_per_user", count < 1000 ? "" : "2.6");
        texts.put("server_threads", "14");
        texts.put("generator_cpu_share", "0.31");
        texts.put("long_poll_wait_ms", "25000");
        texts.put("cell", technique.id() + "-" + count + "u-" + number(rate) + "r-128b-" + profile);
        return texts;
    }

    private static double requests(Technique technique, double rate) {
        return switch (technique) {
            case POLLING -> 2 / rate;
            case LONG_POLLING -> 1.01;
            case STREAMING, SSE, WEBSOCKET -> 0;
        };
    }

    private static double cpu(Technique technique, double requests) {
        return switch (technique) {
            case POLLING -> 3 + 40 * requests;
            case LONG_POLLING -> 15.5;
            case STREAMING -> 8.8;
            case SSE -> 9.4;
            case WEBSOCKET -> 9.3;
        };
    }

    private List<Estimate> estimates(Map<String, String> texts) {
        List<Estimate> estimates = new ArrayList<>();
        for (String metric : List.of("latency_p50", "latency_p99")) {
            double value = Double.parseDouble(texts.get(metric + "_us"));
            estimates.add(new Estimate(
                    metric,
                    "us",
                    value,
                    trials < 5 ? Optional.empty() : Optional.of(new Estimate.Interval(value * 0.94, value * 1.07)),
                    trials));
        }
        return estimates;
    }

    private static List<Slice> slices(Technique technique, int count, double rate) {
        List<Slice> slices = new ArrayList<>();
        for (int second = 0; second < 8; second++) {
            long requests = Math.round(count * rate * requests(technique, rate) * (1 + 0.01 * (second % 3)));
            slices.add(new Slice(1, second * 1000L, 1000, new Histogram(3), requests, second == 0 ? 1 : 0, count + 1));
        }
        return slices;
    }

    private static List<Flight> flights(Technique technique, int count, double rate, SplittableRandom random) {
        List<Flight> flights = new ArrayList<>();
        for (int event = 0; event < 50; event++) {
            double due = 1e6 + event * 1e6 / rate;
            double sent = due + 90 + 60 * random.nextDouble();
            double read = technique == Technique.POLLING
                    ? Math.ceil((sent - 120_000) / 500_000) * 500_000 + 120_000 + 700
                    : sent + 400 + count * 9 * random.nextDouble();
            flights.add(new Flight(1, event + 1, due, sent, read));
        }
        return flights;
    }

    Manifest manifest() {
        Manifest.Jvm jvm = new Manifest.Jvm("/usr/bin/java", "17.0.15", List.of("-Xmx1g"));
        HostFacts host = new HostFacts(
                "Linux amd64",
                "6.18",
                Optional.of("A processor"),
                2,
                8_000_000_000L,
                20_000,
                new HostFacts.Jvm("OpenJDK", "Debian", "17.0.15", List.of(), List.of("G1")),
                Map.of("net.core.somaxconn", "4096"));
        return new Manifest(
                Manifest.SCHEMA_VERSION,
                true,
                Optional.empty(),
                "default",
                new Manifest.Build(
                        "0.1.0", Optional.of("0123456789abcdef0123456789abcdef01234567"), Optional.of(false)),
                new Manifest.Start(
                        "2026-11-21T00:00:00Z",
                        List.of("run", "--suite", "default"),
                        Optional.empty(),
                        Optional.empty()),
                Optional.of("2026-11-21T00:04:00Z"),
                new Manifest.Machine(
                        host,
                        jvm,
                        jvm,
                        "a core each",
                        Optional.empty(),
                        handicap,
                        variant,
                        Map.of("undertow", "2.4.4.Final")));
    }

    private static String micros(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e3);
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.4f", number).replaceFirst("\\.?0+$", "");
    }
}
