package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JvmWordsTest {
    /** Lines are separated by a bar. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Picked up JAVA_TOOL_OPTIONS: -Xmx1g|Exception in thread \"main\" x; Exception in thread \"main\" x",
                "NOTE: Picked up JDK_JAVA_OPTIONS: -Xmx1g|Picked up _JAVA_OPTIONS: -Xint|a|b; a|b",
                "Error occurred during initialization of VM|Could not reserve enough space for 1048576KB object heap;"
                        + "Error occurred during initialization of VM: Could not reserve enough space for 1048576KB object heap",
                "Picked up JAVA_TOOL_OPTIONS: -Xmx99t|Error occurred during initialization of VM|Too small initial heap|b;"
                        + "Error occurred during initialization of VM: Too small initial heap|b",
                "OpenJDK 64-Bit Server VM warning: Options -Xverify:none is deprecated|Unrecognized VM option 'x';"
                        + "Unrecognized VM option 'x'",
                "[0.012s][warning][cds] The shared archive file is missing|java.lang.OutOfMemoryError: Java heap space;"
                        + "java.lang.OutOfMemoryError: Java heap space",
                "WARNING: A terminally deprecated method has been called|Killed; Killed",
                "Picked up JAVA_TOOL_OPTIONS: -Xmx1g; Picked up JAVA_TOOL_OPTIONS: -Xmx1g",
                "Error occurred during initialization of VM; Error occurred during initialization of VM",
                "a|OpenJDK 64-Bit Server VM warning: x|b; a|b"
            })
    void theFirstLineIsWhyItEnded(String said, String words) {
        assertThat(JvmWords.of(List.of(said.split("\\|")))).containsExactly(words.split("\\|"));
    }
}
