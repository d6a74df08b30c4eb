package dev.pushbench.bench.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A file that a user wrote by hand: a text of no more than 1 MiB. */
public final class TextFile {
    private static final int MOST_BYTES = 1 << 20;

    private TextFile() {}

    /**
     * @param missing what to tell where there is no such file
     * @throws UsageError where it cannot be read, or is no such text
     */
    public static String read(String file, Supplier<UsageError> missing) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new UsageError(file, "the file is too large, allowed: at most 1 MiB");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException otherEncoding) {
            throw new UsageError(file, "not a text, allowed: YAML in UTF-8");
        } catch (NoSuchFileException | InvalidPathException none) {
            throw missing.get();
        } catch (IOException unreadable) {
            throw new UsageError(file, "cannot be read, allowed: a readable YAML file");
        }
    }
}
