package dev.pushbench.bench.report;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServerOptions;
import dev.pushbench.server.tls.TlsSetting;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A page in a real browser, that reads a room by every technique over https and wss. */
@Timeout(120)
final class TlsInBrowserTest {
    private static final String READ_BY_ALL = """
            return (async () => {
                await fetch('/publish/room', {method: 'POST', body: '{"data":"hello"}'});
                const whole = async path => (await (await fetch(path)).text()).trim();
                const first = async path => {
                    const reader = (await fetch(path)).body.getReader();
                    let text = '';
                    while (!text.includes('\\n')) {
                        text += new TextDecoder().decode((await reader.read()).value);
                    }
                    reader.cancel();
                    return text.trim();
                };
                const message = source => new Promise((resolve, reject) => {
                    source.onmessage = event => { source.close(); resolve(event.data); };
                    source.onerror = () => reject(new Error('it failed'));
                });
                return [
                    location.protocol,
                    await whole('/poll/room?after=0'),
                    await whole('/long-poll/room?after=0'),
                    await first('/stream/room?after=0'),
                    await message(new EventSource('/sse/room?after=0')),
                    await message(new WebSocket('wss://' + location.host + '/ws/room?after=0'))];
            })();
            """;

    @TempDir
    private Path folder;

    @Test
    void chromiumReadsByEveryTechnique() throws Exception {
        assumeTrue(Files.isExecutable(Browser.DRIVER), "there is no chromedriver here");
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT.with(TlsSetting.DEFAULT))) {
            // this one key is believed, and no other
            String key = fingerprint(server.throwAwayCertificate().orElseThrow());
            Browser browser =
                    new Browser(folder.resolve("profile"), List.of("--ignore-certificate-errors-spki-list=" + key));
            try {
                browser.open(URI.create("https://127.0.0.1:" + server.address().getPort() + "/healthz"));
                JsonNode read = browser.evaluate(READ_BY_ALL);

                assertThat(read).hasSize(6);
                assertThat(read.get(0).asText()).isEqualTo("https:");
                for (int technique = 1; technique < read.size(); technique++) {
                    assertThat(read.get(technique).asText())
                            .startsWith("{\"seq\":\"0000000000000000001\"")
                            .endsWith("\"data\":\"hello\"}");
                }
            } finally {
                browser.quit();
            }
        }
    }

    private static String fingerprint(String pem) throws GeneralSecurityException {
        byte[] key = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)))
                .getPublicKey()
                .getEncoded();
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
    }
}
