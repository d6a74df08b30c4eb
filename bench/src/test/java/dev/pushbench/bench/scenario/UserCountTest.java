package dev.pushbench.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.input.UsageError;
import org.junit.jupiter.api.Test;

final class UserCountTest {
    @Test
    void asManyUsersAsTheFilesOfAllProcessesAllow() {
        assertThat(SuiteCheck.userCount("--users", "128", 102)).isEqualTo(128);
        assertThatThrownBy(() -> SuiteCheck.userCount("--users", "129", 102))
                .isInstanceOf(UsageError.class)
                .hasMessage(
                        "--users: too large, was '129', allowed: 1 to 128 (64 processes of 2 each: the limit of 102 open"
                                + " files less 100; ulimit -n raises it)");
    }

    @Test
    void aLimitThatLeavesNoFileForUsersIsToldAsThat() {
        assertThatThrownBy(() -> SuiteCheck.userCount("--users", "1", 100))
                .isInstanceOf(UsageError.class)
                .hasMessage("--users: no user can connect, was '1', allowed: none: the limit of 100 open files less 100"
                        + " leaves nothing; ulimit -n raises it");
    }
}
