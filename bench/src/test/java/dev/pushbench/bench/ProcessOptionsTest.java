package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.ProcessOptions.Processes;
import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.bench.host.CpuPinning;
import dev.pushbench.bench.host.JavaExecutable;
import dev.pushbench.server.Apis;
import dev.pushbench.server.HandicapOptions;
import dev.pushbench.server.ServerOptions.Handicap;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(60)
final class ProcessOptionsTest {
    private static final String JAVA_HOME = System.getProperty("java.home");

    @TempDir
    private Path folder;

    @Test
    void withoutOptionsThisJvmRunsBothWithFixedFlags() throws Exception {
        Processes processes = checked();

        assertThat(processes.generatorJvm()).isEqualTo(JavaExecutable.ofThisJvm());
        assertThat(processes.serverJvm()).isEqualTo(JavaExecutable.ofThisJvm());
        assertThat(processes.serverFlags()).isEqualTo(ChildCommand.JVM_FLAGS);
        assertThat(processes.ioThreads()).isEqualTo(1);
        assertThat(processes.pinning()).isEqualTo(CpuPinning.ofThisMachine());
        assertThat(processes.target()).isEmpty();
        assertThat(processes.handicap()).isEqualTo(Handicap.NONE);
    }

    @Test
    void aJvmIsForBothUnlessTheServerHasItsOwn() throws Exception {
        Path other = otherJava();

        Processes both = checked("--jvm=" + other);
        Processes serverOnly = checked("--server-jvm=" + other);
        Processes each = checked("--jvm=" + other, "--server-jvm=" + JAVA_HOME);

        assertThat(List.of(both.generatorJvm().path(), both.serverJvm().path())).containsExactly(other, other);
        assertThat(serverOnly.generatorJvm()).isEqualTo(JavaExecutable.ofThisJvm());
        assertThat(serverOnly.serverJvm().path()).isEqualTo(other);
        assertThat(each.generatorJvm().path()).isEqualTo(other);
        assertThat(each.serverJvm().path()).isEqualTo(Path.of(JAVA_HOME, "bin", "java"));
        assertThat(each.server().java()).isEqualTo(each.serverJvm().path());
    }

    @Test
    void flagsComeAfterThoseThatAServerHasSoThatTheyWin() throws Exception {
        List<String> flags = new ArrayList<>(ChildCommand.JVM_FLAGS);
        flags.addAll(List.of("-Xmx2g", "-XX:+UseG1GC"));

        Processes processes = checked("--server-opts=  -Xmx2g   -XX:+UseG1GC ");

        assertThat(processes.serverFlags()).isEqualTo(flags);
        assertThat(processes.server().jvmFlags()).isEqualTo(flags);
    }

    @Test
    void theServerHasItsThreadsAndEachItsCores() throws Exception {
        Processes processes = checked("--io-threads=3");

        assertThat(processes.server().arguments()).containsSubsequence("--io-threads", "3");
        assertThat(processes.server().cores()).isEqualTo(processes.pinning().serverCores());
    }

    @Test
    void aHandicapIsTheServers() throws Exception {
        List<String> unhandicapped = checked().server().arguments();

        Processes processes = checked("--server-handicap", " --handicap-cpu=0.25  --handicap-lose 7");

        assertThat(processes.handicap()).isEqualTo(new Handicap(0.25, 0, 7));
        assertThat(processes.server().arguments())
                .startsWith(unhandicapped.toArray(String[]::new))
                .endsWith("--handicap-cpu", "0.25", "--handicap-lose", "7")
                .hasSize(unhandicapped.size() + 4);
    }

    @Test
    void anApiThatIsNotOursIsTheServers() throws Exception {
        List<String> usual = checked().server().arguments();

        Processes processes = checked("--ws-api=Undertow", "--sse-api", "own");

        assertThat(processes.apis()).isEqualTo(new Apis(Apis.Api.UNDERTOW, Apis.Api.OWN));
        assertThat(checked().apis()).isEqualTo(Apis.OWN);
        assertThat(processes.server().arguments())
                .startsWith(usual.toArray(String[]::new))
                .endsWith("--ws-api", "undertow")
                .hasSize(usual.size() + 2);
    }

    @Test
    void noPinLeavesBothAnyCore() throws Exception {
        Processes processes = checked("--no-pin");

        assertThat(processes.pinning()).isEqualTo(CpuPinning.off());
        assertThat(processes.server().cores()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9000, 127.0.0.1, 9000",
        "http://127.0.0.1:9000/, 127.0.0.1, 9000",
        "http://127.0.0.1, 127.0.0.1, 80",
        "http://localhost:1, localhost, 1",
        "http://[::1]:65535, ::1, 65535"
    })
    void aTargetIsTheAddressOfAServer(String url, String host, int port) throws Exception {
        assertThat(checked("--target=" + url).target())
                .contains(new InetSocketAddress(InetAddress.getByName(host), port));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--target=ftp://x                 | --target: not the address of a server, was 'ftp://x', allowed: FORM",
                "--target=https://127.0.0.1:0     | --target: not the address of a server, was 'https://127.0.0.1:0', allowed: FORM",
                "--target=https://127.0.0.1:1     | --target: TLS 1.3: Connection refused",
                "--tls-ca=ca.pem                  | --tls-ca: means nothing without an https --target",
                "--tls-insecure                   | --tls-insecure: means nothing without an https --target",
                "--tls=1.1                        | --tls: no such version of TLS, was '1.1', allowed: none, 1.3, 1.2",
                "--tls-resumption=maybe           | --tls-resumption: neither true nor false, was 'maybe', allowed: true or false",
                "--target=127.0.0.1:9000          | --target: not a URL, was '127.0.0.1:9000', allowed: FORM",
                "--target=localhost:9000          | --target: not the address of a server, was 'localhost:9000', allowed: FORM",
                "--target=http://                 | --target: not a URL, was 'http://', allowed: FORM",
                "--target=http:///                | --target: not the address of a server, was 'http:///', allowed: FORM",
                "--target=http://127.0.0.1:0      | --target: not the address of a server, was 'http://127.0.0.1:0', allowed: FORM",
                "--target=http://127.0.0.1:65536  | --target: not a URL, was 'http://127.0.0.1:65536', allowed: FORM",
                "--target=http://127.0.0.1:1/poll | --target: not the address of a server, was 'http://127.0.0.1:1/poll', allowed: FORM",
                "--target=http://127.0.0.1:1?a=b  | --target: not the address of a server, was 'http://127.0.0.1:1?a=b', allowed: FORM",
                "--target=http://127.0.0.1:1#a    | --target: not the address of a server, was 'http://127.0.0.1:1#a', allowed: FORM",
                "--target=http://me:pw@127.0.0.1  | --target: not the address of a server, was 'http://me:pw@127.0.0.1', allowed: FORM",
                "--target=http://a b              | --target: not a URL, was 'http://a b', allowed: FORM",
                "--target=http://nobody.invalid   | --target: the host is not known, was 'http://nobody.invalid', allowed: FORM",
                "--server-jvm=/nonexistent        | --server-jvm: no Java 17 or newer there, was '/nonexistent', allowed: a java executable or the home of a JVM",
                "--server-jvm=/bin/true           | --server-jvm: no Java 17 or newer there, was '/bin/true', allowed: a java executable or the home of a JVM",
                "--jvm=                           | --jvm: no Java 17 or newer there, was '', allowed: a java executable or the home of a JVM",
                "--server-opts=foo                | --server-opts: not a JVM flag, was 'foo', allowed: flags such as -Xmx2g",
                "--server-opts=-Xmx1g foo         | --server-opts: not a JVM flag, was 'foo', allowed: flags such as -Xmx2g",
                "--io-threads=257                 | --io-threads: too large, was '257', allowed: 1 to 256",
                "--ws-api=netty                                 | --ws-api: no such API, was 'netty', allowed: own, undertow",
                "--sse-api=                                     | --sse-api: no such API, was '', allowed: own, undertow",
                "--server-handicap=--port 80                    | --server-handicap: Unknown options: '--port', '80', was '--port 80', allowed: HANDICAP",
                "--server-handicap=--handicap-cpu 11             | --server-handicap: handicap cpu must be 0 to 10, not 11.0",
                "--server-handicap=--handicap-cpu                | --server-handicap: Missing required parameter for option '--handicap-cpu' (SHARE), was '--handicap-cpu', allowed: HANDICAP",
                "--server-processes=0             | --server-processes: too small, was '0', allowed: 1 to 64",
                "--server-processes=65            | --server-processes: too large, was '65', allowed: 1 to 64",
                "--generator-processes=0          | --generator-processes: too small, was '0', allowed: 1 to 64",
                "--generator-processes=two        | --generator-processes: not a whole number, was 'two', allowed: 1 to 64",
                "--io-threads=two                 | --io-threads: not a whole number, was 'two', allowed: 1 to 256",
            })
    void aMistakeIsOneLine(String option, String line) {
        StringWriter err = new StringWriter();
        CommandLine program = Pushbench.commandLine().setErr(new PrintWriter(err));
        Path out = folder.resolve("results");

        int exitCode = program.execute("run", "--out", out.toString(), option);

        assertThat(err.toString())
                .isEqualTo("pushbench: "
                        + line.replace("FORM", "http://host:port or https://host:port, without a path")
                                .replace("HANDICAP", HandicapOptions.FORM)
                        + System.lineSeparator());
        assertThat(exitCode).isEqualTo(2);
        assertThat(out).doesNotExist();
    }

    @Test
    void aServerOfSomeoneElseCannotBeHandicapped() {
        StringWriter err = new StringWriter();

        int exitCode = Pushbench.commandLine()
                .setErr(new PrintWriter(err))
                .execute("run", "--target", "http://127.0.0.1:9000", "--server-handicap", "--handicap-lose 1");

        assertThat(err.toString())
                .isEqualTo("pushbench: --server-handicap: is for a server of our own, and --target names another"
                        + System.lineSeparator());
        assertThat(exitCode).isEqualTo(2);
    }

    @Test
    void processesAreForOwnServersAndNotMoreThanUsers() {
        assertThat(mistake("--target", "http://127.0.0.1:9000", "--server-processes", "2"))
                .isEqualTo("pushbench: --server-processes: is for servers of our own, and --target names another");
        assertThat(mistake("--users", "3", "--server-processes", "4"))
                .isEqualTo("pushbench: --users 3: fewer users than processes (4 servers, 1 load generator)");
    }

    private static String mistake(String... options) {
        StringWriter err = new StringWriter();
        List<String> words = new ArrayList<>(List.of("run"));
        words.addAll(List.of(options));

        int exitCode = Pushbench.commandLine().setErr(new PrintWriter(err)).execute(words.toArray(String[]::new));

        assertThat(exitCode).isEqualTo(2);
        return err.toString().stripTrailing();
    }

    private static Processes checked(String... arguments) throws InterruptedException {
        return CommandLine.populateCommand(new ProcessOptions(), arguments).checked();
    }

    /** The same JVM by another path, so that it can be told from ours. */
    private Path otherJava() throws Exception {
        Path bin = Files.createSymbolicLink(folder.resolve("other"), Path.of(JAVA_HOME, "bin"));
        return bin.resolve("java");
    }
}
