package dev.pushbench.bench;

import dev.pushbench.client.http.HeaderProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The header profiles that have a name, and those that stand in a file: a header on each line. */
final class HeaderFile {
    private HeaderFile() {}

    /**
     * @return the profile; empty where the text is neither a name nor a file that can be read
     * @throws UsageError where a line of the file is no header
     */
    static Optional<HeaderProfile> profile(String nameOrFile) {
        for (HeaderProfile known : List.of(HeaderProfile.MINIMAL, HeaderProfile.BROWSER)) {
            if (known.name().equals(nameOrFile)) {
                return Optional.of(known);
            }
        }
        try {
            Path file = Path.of(nameOrFile);
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            return Optional.of(new HeaderProfile(String.valueOf(file.getFileName()), lines));
        } catch (IOException | InvalidPathException unreadable) {
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            throw new UsageError(
                    "--headers", String.valueOf(wrong.getMessage()), nameOrFile, "a header on each line, Name: value");
        }
    }
}
