package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.pushbench.bench.report.fit.Need;
import dev.pushbench.bench.result.Run;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as a browser shows it, offline, in both themes, without script, and where style sheets are forbidden. */
@Timeout(120)
final class ReportInBrowserTest {
    /** What a well-known CI server sends with the files that a build leaves. */
    private static final String STRICTEST = "sandbox; default-src 'none'; img-src 'self'; style-src 'self'";

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int WIDE = 1280;
    private static final int NARROW = 390;

    @TempDir
    private static Path folder;

    private static Optional<Browser> browser = Optional.empty();
    private static Path page = Path.of("");

    @BeforeAll
    static void openBrowser() throws Exception {
        assumeTrue(
                Files.isExecutable(Browser.DRIVER),
                "there is no " + Browser.DRIVER + ": the page is not looked at in a browser");
        Report.write(run(), folder);
        page = folder.resolve(Report.PAGE);
        browser = Optional.of(new Browser(folder.resolve("profile")));
    }

    @AfterAll
    static void closeBrowser() throws Exception {
        if (browser.isPresent()) {
            browser.get().quit();
        }
    }

    @Test
    void opensFromAFileWithoutAnErrorOrARequest() throws Exception {
        shown("light");

        assertThat(browser().console()).isEmpty();
        assertThat(browser().requests()).containsExactly(page.toUri().toString());
        assertColors(picture("light", WIDE), Color.WHITE);
    }

    @Test
    void isDarkWhereThatIsPreferred() throws Exception {
        shown("dark");

        assertColors(picture("dark", WIDE), new Color(0x14171c));
    }

    @Test
    void doesNotScrollSidewaysOnAPhone() throws Exception {
        shown("light");
        picture("narrow", NARROW);

        assertThat(browser()
                        .evaluate("return document.documentElement.scrollWidth")
                        .asInt())
                .isLessThanOrEqualTo(NARROW);
    }

    @Test
    void tellsEverythingWithoutScript() throws Exception {
        browser().command("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        try {
            shown("light");

            assertThat(browser()
                            .evaluate("return document.querySelectorAll('.toggles').length")
                            .asInt())
                    .isZero();
            assertThat(browser()
                            .evaluate("return document.getElementById('fit-form').hidden")
                            .asBoolean())
                    .isTrue();
            assertThat(browser()
                            .evaluate("return document.getElementById('fit').textContent")
                            .asText())
                    .contains("measured cells", "websocket", "4.75 MB");
            assertColors(picture("no-script", WIDE), Color.WHITE);
        } finally {
            browser().command("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }
    }

    @Test
    void keepsItsChartsWhereStyleAndScriptAreForbidden() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/report.html", exchange -> {
            exchange.getResponseHeaders().set("Content-Security-Policy", STRICTEST);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            Files.copy(page, exchange.getResponseBody());
            exchange.close();
        });
        server.start();
        try {
            theme("light");
            browser().open(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/report.html"));

            assertColors(picture("forbidden", WIDE), Color.WHITE);
            assertThat(browser().console()).anyMatch(message -> message.contains("Content Security Policy"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void buttonsHideLines() throws Exception {
        shown("light");

        browser().evaluate("document.querySelector('.toggles button').click()");

        assertThat(browser()
                        .evaluate("return document.querySelector('svg [data-series]').style.display")
                        .asText())
                .isEqualTo("none");
        assertThat(browser()
                        .evaluate("return document.querySelector('.toggles button').getAttribute('aria-pressed')")
                        .asText())
                .isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource({"50000, 0.1, 430", "1000, 10, 10", "550, 3, 2000"})
    void formSaysWhatTheCommandSays(int users, double rate, int limitMillis) throws Exception {
        shown("light");
        Need need = new Need(users, rate, Optional.of(Duration.ofMillis(limitMillis)));

        JsonNode rows = browser().evaluate("""
                        const set = (name, value) => { document.getElementById('fit-' + name).value = value; };
                        set('users', %s); set('rate', %s); set('latency', %s);
                        document.getElementById('fit-form').dispatchEvent(new Event('input'));
                        return [...document.querySelectorAll('#fit-answer tr')]
                            .map(row => [...row.cells].map(cell => cell.textContent));""".formatted(users, rate, limitMillis));

        assertThat(texts(rows)).isEqualTo(Report.offers(run(), need).rows());
        picture("form", WIDE);
    }

    private static Run run() {
        return Runs.standard()
                .users(100, 1000, 5000)
                .rates(1.0, 10.0)
                .trials(5)
                .graded("sse-5000u-10r-128b-minimal", "INVALID")
                .graded("streaming-1000u-10r-128b-minimal", "NOISY")
                .run();
    }

    private static List<List<String>> texts(JsonNode rows) {
        List<List<String>> texts = new ArrayList<>();
        for (JsonNode row : rows) {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(cell.asText()));
            texts.add(cells);
        }
        return texts;
    }

    private static void shown(String theme) throws IOException, InterruptedException {
        theme(theme);
        browser()
                .command(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", WIDE, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        browser().open(page.toUri());
    }

    private static void theme(String theme) throws IOException, InterruptedException {
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", theme);
        browser().command("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    }

    private static Browser browser() {
        return browser.orElseThrow();
    }

    private static BufferedImage picture(String name, int width) throws IOException, InterruptedException {
        Path file = SCREENSHOTS.resolve(name + ".png");
        browser().picture(file, width);
        return ImageIO.read(file.toFile());
    }

    /** Page and lines are seen: some hundred points of each colour. */
    private static void assertColors(BufferedImage picture, Color page) {
        assertThat(new Color(picture.getRGB(2, 2))).isEqualTo(page);
        int[] points = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        for (int ink : new int[] {0xD55E00, 0xCC79A7, 0x3B97DD, 0x009E73}) {
            assertThat(Arrays.stream(points).filter(point -> (point & 0xFFFFFF) == ink))
                    .as("points of %06x", ink)
                    .hasSizeGreaterThan(100);
        }
    }
}
