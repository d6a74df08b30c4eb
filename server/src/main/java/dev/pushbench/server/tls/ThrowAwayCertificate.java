package dev.pushbench.server.tls;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * A key and a certificate that it has signed itself (RFC 5280), for one process, which never tells the key to anyone.
 *
 * <p>RSA, because every client knows it, and because an ECDSA signature is now a byte longer, now shorter, where bytes are compared.
 */
final class ThrowAwayCertificate {
    /** The loopback's addresses that it is for, from the first on. */
    private static final int LOOPBACK_ADDRESSES = 8;

    private static final int KEY_BITS = 2048;
    private static final Duration VALID = Duration.ofDays(30);

    /** A clock may be set back a little. */
    private static final Duration LEEWAY = Duration.ofHours(1);

    private static final X500Principal NAME = new X500Principal("CN=pushbench throw-away");
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private ThrowAwayCertificate() {}

    /**
     * Makes one for the loopback.
     *
     * @param address that it is for as well
     */
    static Identity make(InetAddress address) {
        try {
            KeyPair keys = OfThisProcess.KEYS;
            byte[] toSign = toSign(keys, address);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(toSign);
            byte[] whole = Der.sequence(toSign, signatureAlgorithm(), Der.bits(0, signature.sign()));
            Certificate certificate =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
            certificate.verify(keys.getPublic());
            return new Identity(keys.getPrivate(), List.of(certificate));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java cannot make a certificate: " + missing.getMessage(), missing);
        }
    }

    /** Made when it is first needed: it takes some tenths of a second. */
    private static final class OfThisProcess {
        static final KeyPair KEYS = keys();

        private static KeyPair keys() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(KEY_BITS);
                return generator.generateKeyPair();
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException("this Java cannot make an RSA key: " + missing.getMessage(), missing);
            }
        }
    }

    /** {@code TBSCertificate} (section 4.1). */
    private static byte[] toSign(KeyPair keys, InetAddress address) {
        Instant now = Instant.now();
        return Der.sequence(
                Der.wrapped(0, Der.integer(2)), // version 3
                Der.integer(new SecureRandom().nextLong() >>> 1),
                signatureAlgorithm(),
                NAME.getEncoded(),
                Der.sequence(Der.time(now.minus(LEEWAY)), Der.time(now.plus(VALID))),
                NAME.getEncoded(),
                keys.getPublic().getEncoded(),
                Der.wrapped(
                        3,
                        Der.sequence(
                                critical(19, Der.sequence()), // basic constraints: signs no other
                                critical(15, Der.bits(5, new byte[] {(byte) 0xA0})), // signs and encrypts keys
                                extension(37, Der.sequence(Der.identifier(1, 3, 6, 1, 5, 5, 7, 3, 1))), // a server
                                extension(17, names(address)))));
    }

    /** {@code sha256WithRSAEncryption} (RFC 4055, section 5). */
    private static byte[] signatureAlgorithm() {
        return Der.sequence(Der.identifier(1, 2, 840, 113549, 1, 1, 11), Der.nothing());
    }

    private static byte[] critical(int number, byte[] content) {
        return Der.sequence(Der.identifier(2, 5, 29, number), Der.yes(), Der.octets(content));
    }

    private static byte[] extension(int number, byte[] content) {
        return Der.sequence(Der.identifier(2, 5, 29, number), Der.octets(content));
    }

    /** {@code SubjectAltName} (section 4.2.1.6). */
    private static byte[] names(InetAddress address) {
        List<byte[]> names = new ArrayList<>();
        names.add(Der.tagged(DNS_NAME, "localhost".getBytes(StandardCharsets.US_ASCII)));
        for (InetAddress each : addresses(address)) {
            names.add(Der.tagged(IP_ADDRESS, each.getAddress()));
        }
        return Der.sequence(names.toArray(byte[][]::new));
    }

    private static Set<InetAddress> addresses(InetAddress address) {
        try {
            Set<InetAddress> addresses = new LinkedHashSet<>();
            for (int i = 1; i <= LOOPBACK_ADDRESSES; i++) {
                addresses.add(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) i}));
            }
            byte[] loopback6 = new byte[16];
            loopback6[15] = 1;
            addresses.add(InetAddress.getByAddress(loopback6));
            if (!address.isAnyLocalAddress()) {
                addresses.add(InetAddress.getByAddress(address.getAddress())); // its number, whatever it is called
            }
            return addresses;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("4 or 16 bytes are an address", impossible);
        }
    }
}
