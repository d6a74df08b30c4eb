package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushbench.bench.host.Finding;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(60)
final class DoctorCommandTest {
    @Test
    void everyFactIsALineAndTheLastLineConcludes() {
        List<String> lines = run("doctor").lines().toList();

        assertThat(lines.subList(0, lines.size() - 2))
                .hasSizeGreaterThan(20)
                .allMatch(line -> line.matches("(ok|note|warn)\\s+\\S.*"))
                .anyMatch(line -> line.contains("open files"))
                .anyMatch(line -> line.contains("hiccups, idle"))
                .filteredOn(line -> !line.startsWith("ok"))
                .allMatch(line -> line.contains("  -> "));
        assertThat(lines.get(lines.size() - 1))
                .matches("One server and one generator can hold [0-9,]+ users; .*|.*unknown.");
        assertThat(lines).noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void jsonTellsTheSame() throws Exception {
        JsonNode json = new ObjectMapper().readTree(run("doctor", "--json"));

        assertThat(json.path("allows_runs").asBoolean()).isTrue();
        assertThat(json.path("conclusion").asText()).isNotBlank();
        assertThat(json.path("findings")).hasSizeGreaterThan(20).allSatisfy(finding -> {
            assertThat(finding.path("name").asText()).isNotBlank();
            assertThat(finding.path("value").asText()).isNotBlank();
            assertThat(finding.path("verdict").asText()).isIn("ok", "note", "warn");
            assertThat(finding.has("remedy"))
                    .isEqualTo(!finding.path("verdict").asText().equals("ok"));
        });
    }

    @Test
    void aLineHasTheRemedyAtItsEnd() {
        assertThat(DoctorCommand.line(
                        new Finding("cores", "1", Finding.Verdict.WARN, Optional.of("use two"), OptionalLong.empty())))
                .isEqualTo("warn  cores                   1  -> use two");
        assertThat(DoctorCommand.line(
                        new Finding("cores", "4", Finding.Verdict.OK, Optional.empty(), OptionalLong.empty())))
                .isEqualTo("ok    cores                   4");
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine commandLine = Pushbench.commandLine();
        commandLine.setOut(new PrintWriter(out));
        assertThat(commandLine.execute(arguments)).isZero();
        return out.toString();
    }
}
