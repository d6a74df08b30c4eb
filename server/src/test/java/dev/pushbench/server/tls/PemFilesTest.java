package dev.pushbench.server.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates that are made, and those that are read. */
@Timeout(60)
final class PemFilesTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    private Path folder;

    @Test
    void aThrowAwayCertificateIsForTheLoopbackAndOnlyForAWhile() throws Exception {
        Identity made = ThrowAwayCertificate.make(InetAddress.getByName("192.0.2.7"));
        X509Certificate certificate = (X509Certificate) made.chain().get(0);

        certificate.checkValidity();
        assertThat(Duration.between(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant()))
                .isLessThan(Duration.ofDays(32));
        assertThat(certificate.getBasicConstraints()).as("that it signs others").isEqualTo(-1);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getSubjectAlternativeNames())
                .contains(List.of(2, "localhost"), List.of(7, "127.0.0.1"), List.of(7, "127.0.0.8"))
                .contains(List.of(7, "0:0:0:0:0:0:0:1"), List.of(7, "192.0.2.7"));
    }

    @Test
    void whatWasMadeCanBeReadFromFiles() {
        Identity made = ThrowAwayCertificate.make(LOOPBACK);
        Identity read = new PemFiles(file("cert.pem", made.pem()), file("key.pem", pem(made.key()))).read();

        assertThat(read.key()).isEqualTo(made.key());
        assertThat(read.chain()).isEqualTo(made.chain());
    }

    @ParameterizedTest
    @CsvSource({"RSA,2048", "EC,256", "Ed25519,255"})
    void keysOfEveryKindAreRead(String algorithm, int bits) throws Exception {
        Identity made = byKeytool(algorithm, bits, "-1H");
        TlsLayer layer = TlsLayer.of(
                new TlsSetting(
                        TlsSetting.DEFAULT.versions(),
                        Optional.of(new PemFiles(file("cert.pem", made.pem()), file("key.pem", pem(made.key())))),
                        Optional.of(folder.resolve("out.pem"))),
                LOOPBACK);

        assertThat(layer.warning()).isEmpty();
        assertThat(layer.throwAwayCertificate()).isEmpty();
        assertThat(folder.resolve("out.pem")).hasContent(made.pem());
    }

    @Test
    void anExpiredCertificateIsWarnedOf() throws Exception {
        Identity made = byKeytool("EC", 256, "-10d");
        PemFiles files = new PemFiles(file("cert.pem", made.pem()), file("key.pem", pem(made.key())));
        TlsSetting setting = new TlsSetting(TlsSetting.DEFAULT.versions(), Optional.of(files), Optional.empty());

        assertThat(TlsLayer.of(setting, LOOPBACK).warning().orElseThrow())
                .startsWith("the certificate has expired on ");
    }

    @Test
    void aKeyThatIsNotTheCertificatesIsRefused() throws Exception {
        Path certificate = file("cert.pem", ThrowAwayCertificate.make(LOOPBACK).pem());
        Path otherOfItsKind =
                file("other.pem", pem(byKeytool("RSA", 2048, "-1H").key()));
        Path otherKind = file("ec.pem", pem(byKeytool("EC", 256, "-1H").key()));

        for (Path key : List.of(otherOfItsKind, otherKind)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PemFiles(certificate, key).read())
                    .withMessage("the key in " + key + " is not that of the certificate in " + certificate);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no PEM at all", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void aFileWithoutACertificateIsRefused(String text) {
        Path certificate = file("cert.pem", text);
        Path key = file("key.pem", pem(ThrowAwayCertificate.make(LOOPBACK).key()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PemFiles(certificate, key).read())
                .withMessageStartingWith(certificate.toString())
                .withMessageContaining("certificate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                                     | has no private key in PEM in it",
                "-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----               | is not a private key of RSA, EC or EdDSA in PKCS #8",
                "-----BEGIN RSA PRIVATE KEY-----AAAA-----END RSA PRIVATE KEY-----       | holds a RSA PRIVATE KEY, allowed: a PRIVATE KEY; openssl pkcs8 -topk8 -nocrypt makes one of it",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----AA-----END ENCRYPTED PRIVATE KEY-----| holds a ENCRYPTED PRIVATE KEY, allowed: a PRIVATE KEY; openssl pkcs8 -topk8 -nocrypt makes one of it",
            })
    void aFileWithoutAKeyThatCanBeUsedIsRefused(String text, String why) {
        Path certificate = file("cert.pem", ThrowAwayCertificate.make(LOOPBACK).pem());
        Path key = file("key.pem", text);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PemFiles(certificate, key).read())
                .withMessage(key + " " + why);
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        Path missing = folder.resolve("missing.pem");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PemFiles(missing, missing).read())
                .withMessage("cannot read " + missing + ": there is no such file");
    }

    /** With the tool that every JDK has, so that not all certificates here are of our own making. */
    private Identity byKeytool(String algorithm, int bits, String start) throws Exception {
        Path store = folder.resolve(algorithm + start + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home", ""), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "it",
                        "-keyalg",
                        algorithm,
                        algorithm.equals("Ed25519") ? "-validity" : "-keysize",
                        algorithm.equals("Ed25519") ? "1" : Integer.toString(bits),
                        "-startdate",
                        start,
                        "-validity",
                        "1",
                        "-dname",
                        "CN=localhost",
                        "-storepass",
                        "throw-away",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        try (InputStream words = keytool.getInputStream()) {
            String said = new String(words.readAllBytes(), UTF_8);
            assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(keytool.exitValue()).as(said).isZero();
        }
        KeyStore read = KeyStore.getInstance(store.toFile(), "throw-away".toCharArray());
        return new Identity(
                (PrivateKey) read.getKey("it", "throw-away".toCharArray()), List.of(read.getCertificateChain("it")));
    }

    private static String pem(PrivateKey key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
