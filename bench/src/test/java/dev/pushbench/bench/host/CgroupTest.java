package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CgroupTest {
    @TempDir
    private Path root;

    private Cgroup cgroup = new Cgroup(new KernelFiles(Path.of("nowhere")));

    @BeforeEach
    void useFakeTree() {
        cgroup = new Cgroup(new KernelFiles(root));
    }

    @Test
    void withoutAGroupNothingIsKnown() throws Exception {
        assertThat(cgroup.cores()).isEmpty();
        assertThat(cgroup.memoryLeftBytes()).isEmpty();

        file("proc/self/cgroup", "0::/nowhere\n");
        assertThat(cgroup.cores()).isEmpty();
    }

    @Test
    void inVersion2TheTightestOfTheGroupsAroundUsBinds() throws Exception {
        file("proc/self/cgroup", "0::/outer/inner\n");
        group("sys/fs/cgroup");
        group("sys/fs/cgroup/outer");
        group("sys/fs/cgroup/outer/inner");
        file("sys/fs/cgroup/outer/cpu.max", "150000 100000\n");
        file("sys/fs/cgroup/outer/inner/cpu.max", "max 100000\n");
        file("sys/fs/cgroup/outer/memory.max", "max\n");
        file("sys/fs/cgroup/outer/inner/memory.max", "1000\n");
        file("sys/fs/cgroup/outer/inner/memory.current", "400\n");

        assertThat(cgroup.cores()).hasValue(1.5);
        assertThat(cgroup.memoryLeftBytes()).hasValue(600);
    }

    @Test
    void inVersion1EachControllerHasItsOwnTree() throws Exception {
        file("proc/self/cgroup", "4:memory:/job\n1:cpu,cpuacct:/\n0::/\n");
        group("sys/fs/cgroup/cpu,cpuacct");
        group("sys/fs/cgroup/memory/job");
        file("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "50000\n");
        file("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n");
        file("sys/fs/cgroup/memory/job/memory.limit_in_bytes", "1000\n");
        file("sys/fs/cgroup/memory/job/memory.usage_in_bytes", "1400\n");

        assertThat(cgroup.cores()).hasValue(0.5);
        assertThat(cgroup.memoryLeftBytes()).hasValue(0);
    }

    @Test
    void noLimitIsAsLargeAsCanBe() throws Exception {
        file("proc/self/cgroup", "4:memory:/\n1:cpu:/\n0::/\n");
        group("sys/fs/cgroup/cpu");
        group("sys/fs/cgroup/memory");
        file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
        file("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");

        assertThat(cgroup.cores()).hasValue(Double.POSITIVE_INFINITY);
        assertThat(cgroup.memoryLeftBytes()).hasValue(Long.MAX_VALUE);
    }

    private void group(String folder) throws IOException {
        file(folder + "/cgroup.procs", "1\n");
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(root.resolve(path.substring(0, path.lastIndexOf('/'))));
        Files.writeString(file, text);
    }
}
