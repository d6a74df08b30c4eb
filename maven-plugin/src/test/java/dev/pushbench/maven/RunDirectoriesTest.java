package dev.pushbench.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RunDirectoriesTest {
    private static final String OLD = "20250101T000000Z-1234567-default";

    @TempDir
    private Path results;

    @ParameterizedTest
    @CsvSource({
        "20261121T153723Z-d26a4ba-default, 20261121T153722Z-fffffff-smoke",
        "20261121T153723Z-d26a4ba-default-2, 20261121T153723Z-d26a4ba-default",
        "20261121T153723Z-nogit-custom, 20251121T153723Z-nogit-custom"
    })
    void theNewestIsTheOneWithTheGreatestName(String newer, String older) throws IOException {
        run(newer);
        run(older);

        assertThat(RunDirectories.newest(results)).contains(results.resolve(newer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "baseline",
                "reference",
                ".20261121T153723Z-d26a4ba-default.partial",
                "20261121T153723Z",
                "2026-11-21T15:37:23Z-d26a4ba-default",
                "zzz"
            })
    void whatIsNotNamedAsARunIsNone(String name) throws IOException {
        run(OLD);
        run(name);

        assertThat(RunDirectories.newest(results)).contains(results.resolve(OLD));
    }

    @Test
    void whatHasNoManifestIsNoRun() throws IOException {
        run(OLD);
        Files.createDirectory(results.resolve("20261121T153723Z-d26a4ba-default"));
        Files.createFile(results.resolve("20261121T153724Z-d26a4ba-default"));

        assertThat(RunDirectories.newest(results)).contains(results.resolve(OLD));
    }

    @Test
    void whereThereIsNoneThereIsNoNewest() throws IOException {
        assertThat(RunDirectories.newest(results)).isEmpty();
        assertThat(RunDirectories.newest(results.resolve("nowhere"))).isEmpty();
    }

    private void run(String name) throws IOException {
        Files.createFile(Files.createDirectory(results.resolve(name)).resolve("manifest.json"));
    }
}
