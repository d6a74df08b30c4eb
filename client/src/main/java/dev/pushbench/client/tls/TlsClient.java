package dev.pushbench.client.tls;

import dev.pushbench.protocol.TlsVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** What all TLS connections of a load generator have in common: one context, and so one memory of sessions. Any thread may use it. */
public final class TlsClient {
    /** The {@linkplain #obstacle obstacle} that goes away once somebody is trusted who signed the server's certificate. */
    public static final String NOT_TRUSTED = TlsFailure.NOT_TRUSTED;

    private final SSLContext context;
    private final TlsTrust trust;
    private final TlsVersion version;
    private final boolean resumption;
    private final AtomicInteger peers = new AtomicInteger();

    private TlsClient(SSLContext context, TlsTrust trust, TlsVersion version, boolean resumption) {
        this.context = context;
        this.trust = trust;
        this.version = version;
        this.resumption = resumption;
    }

    /**
     * A client of servers that are believed.
     *
     * @param resumption whether a user that connects again goes on with its session
     * @throws IllegalArgumentException where a certificate cannot be read
     */
    public static TlsClient of(TlsTrust trust, TlsVersion version, boolean resumption) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trustManagers(trust), null);
            // as many as there are users; or one, which is of no use to anybody
            context.getClientSessionContext().setSessionCacheSize(resumption ? 0 : 1);
            return new TlsClient(context, trust, version, resumption);
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new IllegalArgumentException(
                    "a certificate to trust cannot be used: " + unreadable.getMessage(), unreadable);
        }
    }

    private static TrustManager[] trustManagers(TlsTrust trust) throws GeneralSecurityException, IOException {
        if (!trust.verified()) {
            return new TrustManager[] {new TrustsAnyone()};
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (trust.certificates().isEmpty()) {
            managers.init((KeyStore) null);
            return managers.getTrustManagers();
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (String pem : trust.certificates()) {
            byte[] text = pem.getBytes(StandardCharsets.US_ASCII);
            for (Certificate certificate : factory.generateCertificates(new ByteArrayInputStream(text))) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
        }
        managers.init(store);
        return managers.getTrustManagers();
    }

    /** What the connections of one thread share; to be used by that thread only. */
    public TlsThread forThread(TlsWatcher watcher) {
        return new TlsThread(this, watcher);
    }

    /**
     * Shakes hands with a server, and leaves.
     *
     * @param longest time for it
     * @return why that did not work, on one line
     */
    public Optional<String> obstacle(InetSocketAddress server, Duration longest) {
        return Greeting.obstacle(forThread(TlsWatcher.NOBODY).user(server), server, longest);
    }

    TlsTrust trust() {
        return trust;
    }

    /** A number for another user, or for another connection where none is to be resumed. */
    int nextPeer() {
        return peers.incrementAndGet();
    }

    boolean resumes() {
        return resumption;
    }

    /**
     * Java remembers one session for each host and port. Every user is a client of its own and must not go on with another's session: so
     * its number stands where the port would, which is used for nothing else.
     */
    SSLEngine engine(String host, int peer) {
        SSLEngine engine = context.createSSLEngine(host, peer);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {version.javaName()});
        if (trust.verified()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 9110, section 4.3.4
        }
        engine.setSSLParameters(parameters);
        return engine;
    }
}
