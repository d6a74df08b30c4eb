package dev.pushbench.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That docs/maven.md tells what the plugin has, and its example is what is tried. */
final class DocumentationTest {
    private static final Pattern XML = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern OWN_VERSION =
            Pattern.compile("(<groupId>dev\\.pushbench</groupId>\\s*<artifactId>\\S+</artifactId>\\s*<version>)[^<]+");
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{(bench\\.[A-Za-z.]+)}");
    private static final Pattern ROW = Pattern.compile("^\\| `(bench\\.[A-Za-z.]+)` \\|", Pattern.MULTILINE);

    @Test
    void theExampleIsTheProjectThatIsBuiltInTheTests() throws IOException {
        String example = all(XML, document()).iterator().next();

        assertThat(withoutOwnVersion(example)).isEqualTo(withoutOwnVersion(text("src/it/own-server/pom.xml")));
        assertThat(all(YAML, document())).containsExactly(text("src/it/own-server/gate.yml"));
    }

    @Test
    void everySettingIsInTheTableAndNoOther() throws IOException {
        assertThat(all(ROW, document())).isEqualTo(all(PROPERTY, text("target/classes/META-INF/maven/plugin.xml")));
    }

    private static String document() throws IOException {
        return text("../docs/maven.md");
    }

    private static String text(String path) throws IOException {
        return Files.readString(Path.of(path));
    }

    private static String withoutOwnVersion(String pom) {
        return OWN_VERSION.matcher(pom).replaceAll("$1");
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
