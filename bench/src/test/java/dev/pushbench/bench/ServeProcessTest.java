package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@code serve} as a user runs it: a process. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
final class ServeProcessTest {
    @Test
    void serveSaysWhereItListensAndEndsOnSigterm() throws Exception {
        Process serve = Program.start(Program.asItIs(List.of("serve", "--port", "0")));
        try (BufferedReader out = serve.inputReader(StandardCharsets.UTF_8)) {
            JsonNode ready = new ObjectMapper().readTree(out.readLine());
            assertThat(ready.path("pid").asLong()).isEqualTo(serve.pid());
            assertThat(status(ready.path("listening").asText() + "/healthz")).isEqualTo(200);

            assertThat(new ProcessBuilder("kill", "-TERM", Long.toString(serve.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(serve.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(out.readLine()).as("more on stdout").isNull();
            assertThat(serve.getErrorStream().readAllBytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEmpty();
        } finally {
            serve.destroyForcibly();
        }
        assertThat(serve.exitValue()).isEqualTo(143);
    }

    private static int status(String uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
