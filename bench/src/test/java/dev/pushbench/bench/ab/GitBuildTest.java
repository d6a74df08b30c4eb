package dev.pushbench.bench.ab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pushbench.bench.host.ChildProcess;
import dev.pushbench.bench.input.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of a repository whose build makes nothing: the jar is in the commit already. */
@Tag("thorough")
@Timeout(120)
final class GitBuildTest {
    private static final String POM = "<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId>"
            + "<artifactId>a</artifactId><version>1</version><packaging>pom</packaging></project>";

    @TempDir
    private Path folder;

    private Path checkout = Path.of("");
    private Path directory = Path.of("");

    @BeforeEach
    void commitTwoBuilds() throws Exception {
        assumeTrue(isThere("git") && isThere("mvn"), "git and mvn are needed");
        checkout = Files.createDirectory(folder.resolve("checkout"));
        directory = Files.createDirectory(folder.resolve("kept"));
        git("init", "--quiet");
        Files.createDirectories(checkout.resolve("bench/target"));
        Files.writeString(checkout.resolve("bench/target/pushbench.jar"), "the first");
        Files.writeString(checkout.resolve("pom.xml"), POM);
        commit("good");
        Files.writeString(checkout.resolve("pom.xml"), "<project>");
        commit("broken");
    }

    @Test
    void aCommitIsBuiltBesideTheCheckoutAndNothingIsLeftOfItsWorktree() throws Exception {
        Files.writeString(checkout.resolve("bench/target/pushbench.jar"), "not committed");

        Path jar = build().build(Side.BASE, "good");

        assertThat(jar).hasContent("the first").hasParent(directory);
        assertThat(checkout.resolve("bench/target/pushbench.jar")).hasContent("not committed");
        assertThat(checkout.resolve(".git/worktrees")).doesNotExist();
        assertThat(directory.resolve("base-worktree")).doesNotExist();
    }

    @Test
    void aCommitThatDoesNotBuildIsSaidInOneLine() {
        assertThatThrownBy(() -> build().build(Side.HEAD, "broken"))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("--head: broken does not build: ")
                .message()
                .doesNotContain("\n");
        assertThat(directory.resolve("head-worktree")).doesNotExist();
    }

    @Test
    void whatGitDoesNotKnowIsNoCommit() {
        assertThatThrownBy(() -> build().commit(Side.BASE, "nowhere"))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith(
                        "--base: neither a file nor a commit (git: fatal: Needed a single revision), was 'nowhere', allowed: ");
    }

    @Test
    void aShallowCloneIsNamedAsTheCause() throws Exception {
        Path whole = checkout;
        checkout = folder.resolve("shallow");
        ChildProcess.Ending cloned = ChildProcess.run(
                List.of(
                        "git",
                        "clone",
                        "--quiet",
                        "--depth",
                        "1",
                        "--no-tags",
                        whole.toUri().toString(),
                        "shallow"),
                folder,
                Path.of("/dev/null"),
                Duration.ofSeconds(30));
        assertThat(cloned.exitCode()).isZero();

        assertThatThrownBy(() -> build().commit(Side.BASE, "good"))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("this clone is shallow: fetch all of it, fetch-depth: 0 in CI");
    }

    @Test
    void aNameThatLooksLikeAnOptionIsNoCommit() {
        assertThatThrownBy(() -> build().commit(Side.BASE, "--all")).isInstanceOf(UsageError.class);
    }

    private GitBuild build() {
        return new GitBuild(checkout, directory);
    }

    private void commit(String tag) throws Exception {
        git("add", "--all", "--force");
        git("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "--message", tag);
        git("tag", tag);
    }

    private void git(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("git"));
        words.addAll(List.of(arguments));
        ChildProcess.Ending ending = ChildProcess.run(words, checkout, Path.of("/dev/null"), Duration.ofSeconds(30));
        assertThat(ending.exitCode()).as(String.join(" ", words)).isZero();
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return ChildProcess.run(
                                    List.of(program, "--version"),
                                    Path.of("").toAbsolutePath(),
                                    Path.of("/dev/null"),
                                    Duration.ofSeconds(30))
                            .exitCode()
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
