package dev.pushbench.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate and its key in files of their own, as text (RFC 7468).
 *
 * @param certificate of the server, followed by those that lead to one that clients know
 * @param key in PKCS #8, without a password
 */
public record PemFiles(Path certificate, Path key) {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final String TO_CONVERT = "openssl pkcs8 -topk8 -nocrypt makes one of it";

    /** An algorithm of keys, and one to sign with. */
    private record Algorithm(String key, String signature) {}

    private static final List<Algorithm> ALGORITHMS = List.of(
            new Algorithm("RSA", "SHA256withRSA"),
            new Algorithm("EC", "SHA256withECDSA"),
            new Algorithm("EdDSA", "EdDSA"));

    /** @throws IllegalArgumentException saying which file cannot be used, and why */
    Identity read() {
        List<Certificate> chain = certificates();
        PublicKey shown = chain.get(0).getPublicKey();
        byte[] encoded = keyBytes();
        for (Algorithm algorithm : ALGORITHMS) {
            try {
                PrivateKey own =
                        KeyFactory.getInstance(algorithm.key()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
                requireFit(own, shown, algorithm);
                return new Identity(own, chain);
            } catch (InvalidKeySpecException another) {
                // Then it is a key of the next algorithm, or of none.
            } catch (GeneralSecurityException missing) {
                throw new IllegalArgumentException(key + " cannot be used: " + missing.getMessage(), missing);
            }
        }
        throw new IllegalArgumentException(key + " is not a private key of RSA, EC or EdDSA in PKCS #8");
    }

    /** What the one signs, the other has to know for its own. */
    private void requireFit(PrivateKey own, PublicKey shown, Algorithm algorithm) throws GeneralSecurityException {
        byte[] said = "pushbench".getBytes(StandardCharsets.US_ASCII);
        Signature signature = Signature.getInstance(algorithm.signature());
        signature.initSign(own);
        signature.update(said);
        byte[] signed = signature.sign();
        boolean fits;
        try {
            signature.initVerify(shown);
            signature.update(said);
            fits = signature.verify(signed);
        } catch (GeneralSecurityException ofAnotherKind) {
            fits = false;
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "the key in " + key + " is not that of the certificate in " + certificate);
        }
    }

    private List<Certificate> certificates() {
        try {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes(certificate)));
            if (!found.isEmpty()) {
                return List.copyOf(found);
            }
        } catch (CertificateException notOne) {
            throw new IllegalArgumentException(certificate + " is not a certificate in PEM", notOne);
        }
        throw new IllegalArgumentException(certificate + " has no certificate in it");
    }

    private byte[] keyBytes() {
        Matcher blocks = BLOCK.matcher(new String(bytes(key), StandardCharsets.ISO_8859_1));
        while (blocks.find()) {
            String type = blocks.group(1);
            if (type.equals(PRIVATE_KEY)) {
                return decoded(blocks.group(2));
            }
            if (type.endsWith(PRIVATE_KEY)) {
                throw new IllegalArgumentException(
                        key + " holds a " + type + ", allowed: a " + PRIVATE_KEY + "; " + TO_CONVERT);
            }
        }
        throw new IllegalArgumentException(key + " has no private key in PEM in it");
    }

    private byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException damaged) {
            throw new IllegalArgumentException(key + " is damaged: " + damaged.getMessage(), damaged);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read " + file + ": " + reason(unreadable), unreadable);
        }
    }

    private static String reason(IOException unreadable) {
        if (unreadable instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return unreadable instanceof AccessDeniedException
                ? "it is not allowed"
                : String.valueOf(unreadable.getMessage());
    }
}
