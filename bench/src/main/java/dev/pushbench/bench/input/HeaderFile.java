package dev.pushbench.bench.input;

import dev.pushbench.client.http.HeaderProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The header profiles that have a name, and those that stand in a file: a header on each line. A profile from a file is named after the
 * file and its content, like {@code mobile.txt-1f0c2a9b}: files in different folders may have the same name.
 */
public final class HeaderFile {
    private HeaderFile() {}

    /** @throws UsageError where the text is neither a name nor a file that can be read, or a line of that is no header */
    public static HeaderProfile profile(Place place, String nameOrFile) {
        Optional<HeaderProfile> known = HeaderProfile.withName(nameOrFile);
        return known.isPresent() ? known.get() : read(place, nameOrFile);
    }

    /** The same name, or the file's whole path: what means the same from everywhere. */
    public static String absolute(Place place, String nameOrFile) {
        return HeaderProfile.withName(nameOrFile)
                .map(HeaderProfile::name)
                .orElseGet(() -> place.folder()
                        .resolve(nameOrFile)
                        .toAbsolutePath()
                        .normalize()
                        .toString());
    }

    /** The first 8 hexadecimal digits of the SHA-256 of the lines. */
    private static String hash(List<String> lines) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static HeaderProfile read(Place place, String nameOrFile) {
        try {
            Path file = place.folder().resolve(nameOrFile);
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            return new HeaderProfile(file.getFileName() + "-" + hash(lines), lines);
        } catch (IOException | InvalidPathException unreadable) {
            throw new UsageError(
                    place.words(), "no such profile or file", nameOrFile, "minimal, browser, or a readable file");
        } catch (IllegalArgumentException wrong) {
            throw new UsageError(
                    place.words(),
                    String.valueOf(wrong.getMessage()),
                    nameOrFile,
                    "a header on each line, Name: value");
        }
    }
}
