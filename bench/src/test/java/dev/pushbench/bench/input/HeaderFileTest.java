package dev.pushbench.bench.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.client.http.HeaderProfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HeaderFileTest {
    @TempDir
    private Path folder;

    @Test
    void profilesAreFoundByTheirNames() {
        assertThat(profile("minimal")).isEqualTo(HeaderProfile.MINIMAL);
        assertThat(profile("browser")).isEqualTo(HeaderProfile.BROWSER);
    }

    @Test
    void minimalAddsNothingAndABrowserSomeEightHundredBytes() {
        assertThat(HeaderProfile.MINIMAL.text()).isEmpty();
        assertThat(HeaderProfile.BROWSER.text().getBytes(StandardCharsets.US_ASCII))
                .hasSizeBetween(700, 900);
    }

    @Test
    void aFileHasAHeaderOnEachLineAndGivesTheProfileItsName() throws Exception {
        Path file =
                Files.writeString(folder.resolve("mobile.txt"), "\nX-App: 7\n  \r\nCookie: a=b; c=\"d:e\"\nX-Empty:\n");

        HeaderProfile profile = profile(file.toString());

        assertThat(profile.name()).matches("mobile\\.txt-[0-9a-f]{8}");
        assertThat(profile.lines()).containsExactly("X-App: 7", "Cookie: a=b; c=\"d:e\"", "X-Empty:");
        assertThat(profile.text()).isEqualTo("X-App: 7\r\nCookie: a=b; c=\"d:e\"\r\nX-Empty:\r\n");
    }

    @Test
    void anEmptyFileIsAProfileWithoutHeaders() throws Exception {
        Path file = Files.createFile(folder.resolve("none"));

        assertThat(profile(file.toString()).lines()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNoProfile() throws Exception {
        Path notText = Files.write(folder.resolve("binary"), new byte[] {'X', ':', ' ', (byte) 0xff, (byte) 0xfe});

        for (String given :
                List.of(folder.resolve("missing").toString(), folder.toString(), notText.toString(), "", "no\0file")) {
            assertThatThrownBy(() -> profile(given))
                    .isInstanceOf(UsageError.class)
                    .hasMessage("--headers: no such profile or file, was '" + given.replace('\0', '?')
                            + "', allowed: minimal, browser, or a readable file");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no colon           | a header is \"Name: value\", not \"no colon\"",
                ": no name          | a header is \"Name: value\", not \": no name\"",
                "two words: x       | a header is \"Name: value\", not \"two words: x\"",
                "X-Ümlaut: x        | header line must be printable ASCII, not \"X-Ümlaut: x\"",
                "X-A: tab\there     | header line must be printable ASCII, not \"X-A: tab\there\"",
                "Host: elsewhere    | the request sets Host itself: \"Host: elsewhere\"",
                "content-length: 0  | the request sets Content-Length itself: \"content-length: 0\"",
                "Transfer-Encoding: chunked | the request sets Transfer-Encoding itself: \"Transfer-Encoding: chunked\"",
                "Upgrade: websocket | the request sets Upgrade itself: \"Upgrade: websocket\"",
            })
    void aLineThatIsNoHeaderIsToldOnOneLine(String line, String problem) throws Exception {
        Path file = Files.writeString(folder.resolve("bad"), "X-Good: 1\n" + line + "\n");

        assertThatThrownBy(() -> profile(file.toString()))
                .isInstanceOf(UsageError.class)
                .hasMessage("--headers: " + problem.replace('\t', '?') + ", was '" + file
                        + "', allowed: a header on each line, Name: value");
    }

    @Test
    void aFileIsLookedForBesideWhereItIsNamed() throws Exception {
        Files.writeString(folder.resolve("mobile.txt"), "X-App: 7\n");
        Place suite = new Place("my.yaml:1: key 'headers'", folder);

        assertThat(HeaderFile.profile(suite, "mobile.txt").lines()).containsExactly("X-App: 7");
        assertThat(HeaderFile.absolute(suite, "mobile.txt"))
                .isEqualTo(folder.resolve("mobile.txt").toAbsolutePath().toString());
        assertThat(HeaderFile.absolute(suite, "browser")).isEqualTo("browser");
    }

    private static HeaderProfile profile(String nameOrFile) {
        return HeaderFile.profile(Place.option("--headers"), nameOrFile);
    }
}
