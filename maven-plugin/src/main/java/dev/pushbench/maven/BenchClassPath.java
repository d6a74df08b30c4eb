package dev.pushbench.maven;

import java.io.File;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * Finds the jars of Pushbench: the same that this plugin depends on.
 *
 * <p>Asked for anew, because what Maven knows as the plugin's own artifacts lacks those that Maven itself brings, {@code slf4j-api} among
 * them, and because what Pushbench's build has just packaged is then taken from there.
 */
final class BenchClassPath {
    private static final String ARTIFACT = "pushbench-bench";

    private final RepositorySystem repositories;

    BenchClassPath(RepositorySystem repositories) {
        this.repositories = repositories;
    }

    /** As the JVM's option takes it. */
    String of(MavenSession session, MojoExecution execution, List<RemoteRepository> remotes)
            throws MojoExecutionException {
        Artifact bench = new DefaultArtifact(execution.getGroupId(), ARTIFACT, "jar", execution.getVersion());
        CollectRequest wanted =
                new CollectRequest().setRoot(new Dependency(bench, "runtime")).setRepositories(remotes);
        try {
            return repositories
                    .resolveDependencies(session.getRepositorySession(), new DependencyRequest(wanted, null))
                    .getArtifactResults()
                    .stream()
                    .map(ArtifactResult::getArtifact)
                    .map(artifact -> artifact.getFile().toString())
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (DependencyResolutionException notThere) {
            throw new MojoExecutionException(
                    "the jars of Pushbench cannot be resolved: " + notThere.getMessage(), notThere);
        }
    }
}
