package dev.pushbench.server.tls;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;

/**
 * What the server shows that it is.
 *
 * @param chain its certificate, then those that lead to one that clients know
 */
record Identity(PrivateKey key, List<Certificate> chain) {
    Identity {
        chain = List.copyOf(chain);
    }

    /** Its own certificate as text (RFC 7468). */
    String pem() {
        try {
            String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(chain.get(0).getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read can be written", impossible);
        }
    }
}
