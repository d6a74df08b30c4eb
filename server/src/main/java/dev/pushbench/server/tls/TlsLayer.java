package dev.pushbench.server.tls;

import dev.pushbench.protocol.TlsVersion;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Sequence;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioExecutor;
import org.xnio.ssl.SslConnection;

/** Puts TLS over accepted connections. Handshakes are computed on the worker's task thread, never on one that delivers. */
public final class TlsLayer {
    private final SSLContext context;
    private final OptionMap options;
    private final Identity identity;
    private final boolean isThrowAway;

    private TlsLayer(SSLContext context, OptionMap options, Identity identity, boolean isThrowAway) {
        this.context = context;
        this.options = options;
        this.identity = identity;
        this.isThrowAway = isThrowAway;
    }

    /**
     * Reads or makes the certificate.
     *
     * @param address that is listened on
     * @throws IllegalArgumentException where a file cannot be used, saying which and why
     */
    public static TlsLayer of(TlsSetting setting, InetAddress address) {
        Identity identity = setting.own().map(PemFiles::read).orElseGet(() -> ThrowAwayCertificate.make(address));
        setting.certificateOut().ifPresent(file -> write(identity.pem(), file));
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            char[] noPassword = new char[0];
            store.setKeyEntry(
                    "server", identity.key(), noPassword, identity.chain().toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, noPassword);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    keys.getKeyManagers(), new TrustManager[0], null); // else all authorities that Java knows are read
            String[] versions =
                    setting.versions().stream().map(TlsVersion::javaName).toArray(String[]::new);
            OptionMap options = OptionMap.create(Options.SSL_ENABLED_PROTOCOLS, Sequence.of(versions));
            return new TlsLayer(context, options, identity, setting.own().isEmpty());
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalArgumentException("the certificate cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private static void write(String pem, Path file) {
        try {
            Files.writeString(file, pem);
        } catch (IOException notWritten) {
            throw new IllegalArgumentException("cannot write " + file + ": " + notWritten.getMessage(), notWritten);
        }
    }

    /** The certificate as text, where it was made for this process: whoever is told of it can trust it. */
    public Optional<String> throwAwayCertificate() {
        return isThrowAway ? Optional.of(identity.pem()) : Optional.empty();
    }

    /** What every client will complain of; empty where nothing is wrong. */
    public Optional<String> warning() {
        if (!(identity.chain().get(0) instanceof X509Certificate shown)) {
            return Optional.of("the certificate is none of X.509");
        }
        try {
            shown.checkValidity();
            return Optional.empty();
        } catch (CertificateExpiredException expired) {
            return Optional.of(
                    "the certificate has expired on " + shown.getNotAfter().toInstant());
        } catch (CertificateNotYetValidException early) {
            return Optional.of(
                    "the certificate is valid only from " + shown.getNotBefore().toInstant());
        }
    }

    /**
     * The connection as it is above TLS. Bytes are counted, if at all, by conduits that are in place already.
     *
     * @param longestHandshake after which a connection that is not through with it is closed
     */
    public StreamConnection over(StreamConnection connection, ByteBufferPool buffers, Duration longestHandshake) {
        PlainTalk.refuse(connection);
        SslConnection secure = new UndertowXnioSsl(Xnio.getInstance(), OptionMap.EMPTY, buffers, context)
                .wrapExistingConnection(connection, options, false);
        XnioExecutor.Key timer = connection
                .getIoThread()
                .executeAfter(() -> IoUtils.safeClose(secure), longestHandshake.toMillis(), TimeUnit.MILLISECONDS);
        secure.getHandshakeSetter().set(shaken -> timer.remove());
        return secure;
    }
}
