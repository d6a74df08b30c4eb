package dev.pushbench.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Chromium without a window, driven through chromedriver (W3C WebDriver, and the DevTools protocol beside it). */
final class Browser {
    static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final String session;

    /** @param profile a folder that is not there yet */
    Browser(Path profile) throws IOException, InterruptedException {
        this(profile, List.of());
    }

    /** @param more arguments for it */
    Browser(Path profile, List<String> more) throws IOException, InterruptedException {
        driver = new ProcessBuilder(DRIVER.toString(), "--port=0")
                .redirectErrorStream(true)
                .start();
        List<String> arguments = new ArrayList<>(List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--user-data-dir=" + profile));
        arguments.addAll(more);
        String sessions = "http://127.0.0.1:" + port(driver) + "/session";
        Map<String, Object> options = Map.of("binary", CHROMIUM.toString(), "args", arguments);
        JsonNode opened = send(
                "POST",
                sessions,
                Map.of(
                        "capabilities",
                        Map.of(
                                "alwaysMatch",
                                Map.of(
                                        "goog:chromeOptions",
                                        options,
                                        "goog:loggingPrefs",
                                        Map.of("browser", "ALL", "performance", "ALL")))));
        session = sessions + "/" + opened.get("sessionId").asText();
    }

    private static String port(Process driver) throws IOException {
        BufferedReader words = driver.inputReader(StandardCharsets.UTF_8);
        for (String line = words.readLine(); line != null; line = words.readLine()) {
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                return started.group(1);
            }
        }
        throw new IOException("chromedriver ended without a port");
    }

    /** Shows the page, and forgets what was logged before. */
    void open(URI page) throws IOException, InterruptedException {
        log("browser");
        log("performance");
        send("POST", session + "/url", Map.of("url", page.toString()));
    }

    /** What the script, a function's body, returns. */
    JsonNode evaluate(String script) throws IOException, InterruptedException {
        return send("POST", session + "/execute/sync", Map.of("script", script, "args", List.of()));
    }

    /** A command of the DevTools protocol. */
    JsonNode command(String name, Map<String, Object> parameters) throws IOException, InterruptedException {
        return send("POST", session + "/goog/cdp/execute", Map.of("cmd", name, "params", parameters));
    }

    /** What the page said to its console since it was opened, warnings and errors alike. */
    List<String> console() throws IOException, InterruptedException {
        List<String> messages = new ArrayList<>();
        log("browser").forEach(entry -> messages.add(entry.get("message").asText()));
        return messages;
    }

    /** The addresses that were asked for since the page was opened, its own among them. */
    List<String> requests() throws IOException, InterruptedException {
        List<String> addresses = new ArrayList<>();
        for (JsonNode entry : log("performance")) {
            JsonNode message = MAPPER.readTree(entry.get("message").asText()).get("message");
            if (message.get("method").asText().equals("Network.requestWillBeSent")) {
                addresses.add(message.at("/params/request/url").asText());
            }
        }
        return addresses;
    }

    /** The whole page as PNG, at that width. */
    void picture(Path file, int width) throws IOException, InterruptedException {
        command("Emulation.setDeviceMetricsOverride", metrics(width, 900));
        JsonNode size = command("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
        command(
                "Emulation.setDeviceMetricsOverride",
                metrics(width, size.get("height").asInt()));
        JsonNode picture = command("Page.captureScreenshot", Map.of("format", "png"));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(picture.get("data").asText()));
    }

    private static Map<String, Object> metrics(int width, int height) {
        return Map.of("width", width, "height", Math.min(height, 12_000), "deviceScaleFactor", 1, "mobile", false);
    }

    private JsonNode log(String type) throws IOException, InterruptedException {
        return send("POST", session + "/se/log", Map.of("type", type));
    }

    private JsonNode send(String method, String address, Map<String, Object> body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.ofString(MAPPER.writeValueAsString(body)))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode value = MAPPER.readTree(response.body()).get("value");
        if (response.statusCode() != 200) {
            throw new IOException(address + ": " + value.get("message").asText());
        }
        return value;
    }

    /** Ends it, and all its processes. */
    void quit() throws InterruptedException {
        try {
            send("DELETE", session, Map.of());
        } catch (IOException alreadyGone) {
            // Its processes are ended below in any case.
        }
        driver.descendants().forEach(ProcessHandle::destroyForcibly);
        driver.destroyForcibly().waitFor();
    }
}
